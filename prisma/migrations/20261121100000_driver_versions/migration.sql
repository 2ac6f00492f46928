-- Drivers that were installed while the portal ran, the states and defaults that people chose, and what a
-- cluster was before it was moved to another version of its driver.
create table "installed_driver" (
  "name" text not null,
  "version" text not null,
  "title" text not null,
  "files" jsonb not null,
  "sha256" text not null,
  "installed_by_id" text not null,
  "installed_by_name" text not null,
  "installed_at" timestamptz(3) not null default current_timestamp,
  constraint "installed_driver_pkey" primary key ("name", "version")
);

create table "driver_state" (
  "driver_name" text not null,
  "driver_version" text not null,
  "status" text not null,
  "set_at" timestamptz(3) not null default current_timestamp,
  constraint "driver_state_pkey" primary key ("driver_name", "driver_version")
);

create table "driver_default" (
  "project_id" text not null,
  "driver_name" text not null,
  "driver_version" text not null,
  "set_at" timestamptz(3) not null default current_timestamp,
  constraint "driver_default_pkey" primary key ("project_id", "driver_name")
);

alter table "cluster" add column "moved_from" jsonb;

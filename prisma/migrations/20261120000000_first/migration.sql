-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "cluster_template" (
    "id" UUID NOT NULL,
    "project_id" TEXT NOT NULL,
    "project_name" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "coe" TEXT NOT NULL,
    "server_type" TEXT NOT NULL,
    "driver_name" TEXT NOT NULL,
    "driver_version" TEXT NOT NULL,
    "image_id" TEXT NOT NULL,
    "image_name" TEXT NOT NULL,
    "cluster_distro" TEXT NOT NULL,
    "flavor_id" TEXT NOT NULL,
    "flavor_name" TEXT NOT NULL,
    "master_flavor_id" TEXT NOT NULL,
    "master_flavor_name" TEXT NOT NULL,
    "keypair_id" TEXT,
    "external_network_id" TEXT NOT NULL,
    "external_network_name" TEXT NOT NULL,
    "fixed_network_id" TEXT,
    "fixed_subnet_id" TEXT,
    "network_driver" TEXT NOT NULL,
    "volume_driver" TEXT,
    "dns_nameservers" TEXT[],
    "docker_volume_size_gib" INTEGER,
    "docker_storage_driver" TEXT,
    "http_proxy" TEXT,
    "https_proxy" TEXT,
    "no_proxy" TEXT,
    "ntp_servers" TEXT[],
    "root_ca_pem" TEXT,
    "insecure_registry" TEXT,
    "container_infra_prefix" TEXT,
    "registry_enabled" BOOLEAN NOT NULL DEFAULT false,
    "tls_disabled" BOOLEAN NOT NULL DEFAULT false,
    "master_lb_enabled" BOOLEAN NOT NULL DEFAULT false,
    "floating_ip_enabled" BOOLEAN NOT NULL DEFAULT true,
    "apiserver_port" INTEGER,
    "public" BOOLEAN NOT NULL DEFAULT false,
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "tags" TEXT[],
    "labels" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cluster_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cluster" (
    "id" UUID NOT NULL,
    "project_id" TEXT NOT NULL,
    "project_name" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "template_id" UUID NOT NULL,
    "coe" TEXT NOT NULL,
    "driver_name" TEXT NOT NULL,
    "driver_version" TEXT NOT NULL,
    "coe_version" TEXT,
    "submission_id" UUID NOT NULL,
    "master_count" INTEGER NOT NULL,
    "node_count" INTEGER NOT NULL,
    "master_flavor_id" TEXT NOT NULL,
    "master_flavor_name" TEXT NOT NULL,
    "flavor_id" TEXT NOT NULL,
    "flavor_name" TEXT NOT NULL,
    "image_id" TEXT NOT NULL,
    "image_name" TEXT NOT NULL,
    "keypair_id" TEXT,
    "availability_zone" TEXT,
    "fixed_network_id" TEXT,
    "fixed_subnet_id" TEXT,
    "docker_volume_size_gib" INTEGER,
    "floating_ip_enabled" BOOLEAN NOT NULL,
    "master_lb_enabled" BOOLEAN NOT NULL,
    "create_timeout_min" INTEGER NOT NULL,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "effective_labels" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL,
    "status_reason" TEXT,
    "status_advice" TEXT,
    "failure" JSONB,
    "bundle_sha256" TEXT NOT NULL,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "sealed_parameters" TEXT,
    "stack_name" TEXT NOT NULL,
    "stack_id" TEXT,
    "trust_marker" TEXT NOT NULL,
    "trust_id" TEXT,
    "trustor_user_id" TEXT,
    "sealed_delete_token" TEXT,
    "api_address" TEXT,
    "master_addresses" TEXT[],
    "node_addresses" TEXT[],
    "revision" BIGINT NOT NULL DEFAULT 0,
    "last_event_at" TIMESTAMPTZ(3),
    "submitting_until" TIMESTAMPTZ(3),
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "next_check_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "look_failed_at" TIMESTAMPTZ(3),
    "look_failed_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "action_started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action_ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "cluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bundle" (
    "sha256" TEXT NOT NULL,
    "driver_name" TEXT NOT NULL,
    "driver_version" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "environment" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bundle_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "stack_event" (
    "seq" BIGSERIAL NOT NULL,
    "cluster_id" UUID NOT NULL,
    "revision" BIGINT NOT NULL,
    "event_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "resource_name" TEXT NOT NULL,
    "resource_type" TEXT,
    "physical_resource_id" TEXT,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "event_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stack_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "stack_resource" (
    "cluster_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "parent_path" TEXT NOT NULL,
    "resource_name" TEXT NOT NULL,
    "resource_type" TEXT NOT NULL,
    "physical_resource_id" TEXT,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "requires" TEXT[],
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" BIGINT NOT NULL,
    "removed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "stack_resource_pkey" PRIMARY KEY ("cluster_id","path")
);

-- CreateTable
CREATE TABLE "cluster_certificate_authority" (
    "cluster_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "certificate_pem" TEXT NOT NULL,
    "sealed_key_pem" TEXT NOT NULL,
    "not_after" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cluster_certificate_authority_pkey" PRIMARY KEY ("cluster_id","kind")
);

-- CreateTable
CREATE TABLE "issued_kubeconfig" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "not_after" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "issued_kubeconfig_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "project_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "subject_name" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "leftover_trust" (
    "trust_id" TEXT NOT NULL,
    "trustor_user_id" TEXT NOT NULL,
    "cluster_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "leftover_trust_pkey" PRIMARY KEY ("trust_id")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "id" BIGSERIAL NOT NULL,
    "subject" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "cluster_template_project_id_name_idx" ON "cluster_template"("project_id", "name");

-- CreateIndex
CREATE INDEX "cluster_template_public_hidden_idx" ON "cluster_template"("public", "hidden");

-- CreateIndex
CREATE INDEX "cluster_project_id_created_at_id_idx" ON "cluster"("project_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "cluster_project_id_status_idx" ON "cluster"("project_id", "status");

-- CreateIndex
CREATE INDEX "cluster_created_at_id_idx" ON "cluster"("created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "cluster_status_created_at_idx" ON "cluster"("status", "created_at" DESC);

-- CreateIndex
CREATE INDEX "cluster_driver_name_created_at_idx" ON "cluster"("driver_name", "created_at" DESC);

-- CreateIndex
CREATE INDEX "cluster_template_id_idx" ON "cluster"("template_id");

-- CreateIndex
CREATE INDEX "cluster_next_check_at_idx" ON "cluster"("next_check_at");

-- CreateIndex
CREATE UNIQUE INDEX "cluster_project_id_submission_id_key" ON "cluster"("project_id", "submission_id");

-- CreateIndex
CREATE UNIQUE INDEX "cluster_project_id_name_key" ON "cluster"("project_id", "name");

-- CreateIndex
CREATE INDEX "stack_event_cluster_id_revision_idx" ON "stack_event"("cluster_id", "revision");

-- CreateIndex
CREATE INDEX "stack_event_cluster_id_seq_idx" ON "stack_event"("cluster_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "stack_event_cluster_id_event_id_key" ON "stack_event"("cluster_id", "event_id");

-- CreateIndex
CREATE INDEX "stack_resource_cluster_id_revision_idx" ON "stack_resource"("cluster_id", "revision");

-- CreateIndex
CREATE INDEX "issued_kubeconfig_cluster_id_issued_at_idx" ON "issued_kubeconfig"("cluster_id", "issued_at" DESC);

-- CreateIndex
CREATE INDEX "audit_event_project_id_at_idx" ON "audit_event"("project_id", "at" DESC);

-- CreateIndex
CREATE INDEX "audit_event_subject_id_at_idx" ON "audit_event"("subject_id", "at" DESC);

-- CreateIndex
CREATE INDEX "leftover_trust_trustor_user_id_idx" ON "leftover_trust"("trustor_user_id");

-- CreateIndex
CREATE INDEX "sign_in_failure_subject_at_idx" ON "sign_in_failure"("subject", "at");

-- AddForeignKey
ALTER TABLE "cluster" ADD CONSTRAINT "cluster_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "cluster_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cluster" ADD CONSTRAINT "cluster_bundle_sha256_fkey" FOREIGN KEY ("bundle_sha256") REFERENCES "bundle"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stack_event" ADD CONSTRAINT "stack_event_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stack_resource" ADD CONSTRAINT "stack_resource_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cluster_certificate_authority" ADD CONSTRAINT "cluster_certificate_authority_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issued_kubeconfig" ADD CONSTRAINT "issued_kubeconfig_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Search by a part of the name (clusters, owners, projects), which a plain index cannot serve.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "cluster_name_trgm" ON "cluster" USING gin ("name" gin_trgm_ops);
CREATE INDEX "cluster_project_name_trgm" ON "cluster" USING gin ("project_name" gin_trgm_ops);
CREATE INDEX "cluster_user_name_trgm" ON "cluster" USING gin ("user_name" gin_trgm_ops);

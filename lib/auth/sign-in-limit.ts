import { createHash } from 'node:crypto';
import { db, type Transaction } from '#lib/db/client.ts';
import { PortalError } from '#lib/errors.ts';

/** Failures within the window after which no more attempts are taken. */
export const signInWindowMs = 15 * 60_000;
const perUser = 5;
const perAddress = 30;
const sweptAtOnce = 200;

export interface SignInAttempt {
  userName: string;
  domainName: string;
  address: string;
}

/** An attempt that counts as failed until it is known better. */
export interface ReservedAttempt {
  ids: bigint[];
  userSubject: string;
}

/**
 * Counts the attempt before it is made, so that many at once cannot slip past the limit, whichever
 * replica takes them. The window slides over the database's clock.
 * @throws PortalError RATE_LIMITED with when to try again
 */
export async function reserveAttempt(attempt: SignInAttempt): Promise<ReservedAttempt> {
  const userSubject = subjectOfUser(attempt);
  const limits: [string, number][] = [
    [userSubject, perUser],
    [`address:${attempt.address}`, perAddress],
  ];
  return db().$transaction(async (tx) => {
    const ids: bigint[] = [];
    for (const [subject, limit] of limits) {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`;
      const waitSeconds = await secondsToWait(tx, subject, limit);
      if (waitSeconds > 0) throw tooManyAttempts(waitSeconds);
    }
    for (const [subject] of limits) ids.push((await tx.signInFailure.create({ data: { subject } })).id);
    // Everybody's: names that are tried once and never again would stay for ever. Not waiting for one who does the same.
    await tx.$executeRaw`
      delete from sign_in_failure where id in (
        select id from sign_in_failure where at < now() - ${signInWindowMs} * interval '1 millisecond'
        order by id limit ${sweptAtOnce} for update skip locked)`;
    return { ids, userSubject };
  });
}

/** The attempt failed for a reason that says nothing of the password: it does not count. */
export async function releaseAttempt(reserved: ReservedAttempt): Promise<void> {
  await db().signInFailure.deleteMany({ where: { id: { in: reserved.ids } } });
}

/** The password was right: the user's failures are forgotten, the address keeps its earlier ones. */
export async function clearFailures(reserved: ReservedAttempt): Promise<void> {
  await db().signInFailure.deleteMany({ where: { OR: [{ id: { in: reserved.ids } }, { subject: reserved.userSubject }] } });
}

/**
 * Hashed: people type passwords into the wrong field. Without case and accents, since Keystone's database
 * (MySQL's usual collations) takes "Álice" for "alice": spelling a name anew must not give new attempts.
 */
export function subjectOfUser({ userName, domainName }: Pick<SignInAttempt, 'userName' | 'domainName'>): string {
  const name = `${plain(domainName)}\n${plain(userName)}`;
  return `user:${createHash('sha256').update(name).digest('hex')}`;
}

function plain(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}|\p{Cf}/gu, '').toLowerCase();
}

async function secondsToWait(tx: Transaction, subject: string, limit: number): Promise<number> {
  // The limit-th newest failure must leave the window before the next attempt is taken.
  const rows = await tx.$queryRaw<{ seconds: number }[]>`
    select extract(epoch from at + ${signInWindowMs} * interval '1 millisecond' - now())::float8 as seconds
    from sign_in_failure
    where subject = ${subject} and at > now() - ${signInWindowMs} * interval '1 millisecond'
    order by at desc offset ${limit - 1} limit 1`;
  return Math.max(0, rows[0]?.seconds ?? 0);
}

function tooManyAttempts(waitSeconds: number): PortalError {
  const minutes = Math.ceil(waitSeconds / 60);
  const when = minutes <= 1 ? 'in a minute' : `in ${minutes} minutes`;
  return new PortalError({
    code: 'RATE_LIMITED',
    userMessage: `Too many failed sign-ins. Try again ${when}.`,
    message: `sign-in refused for another ${Math.ceil(waitSeconds)} s`,
  });
}

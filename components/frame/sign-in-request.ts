import { z } from 'zod';
import { routes } from '#lib/routes.ts';

export interface SignInRequest {
  userName: string;
  password: string;
  domainName: string;
  /** Back into this project, when the user still has it. */
  projectId?: string | undefined;
}

const csrfSchema = z.object({ csrfToken: z.string() });
const answerSchema = z.object({ url: z.string() });
const noAnswer = 'The portal does not answer. Check your connection and try again.';

/** Signs in through next-auth. Null when it worked (the cookie is set), else the sentence to show. */
export async function requestSignIn(input: SignInRequest): Promise<string | null> {
  try {
    const csrf = csrfSchema.parse(await (await fetch(`${routes.api.auth}/csrf`, { cache: 'no-store' })).json());
    const body = new URLSearchParams({
      csrfToken: csrf.csrfToken,
      userName: input.userName,
      password: input.password,
      domainName: input.domainName,
      projectId: input.projectId ?? '',
      callbackUrl: location.origin,
      json: 'true',
    });
    const answer = await fetch(`${routes.api.auth}/callback/credentials`, { method: 'POST', body });
    const { url } = answerSchema.parse(await answer.json());
    const { searchParams } = new URL(url, location.origin);
    // next-auth's answer when its own cookie did not come back.
    if (searchParams.has('csrf')) return 'Your browser did not keep the portal’s cookie. Allow cookies for this address and try again.';
    return answer.ok ? null : (searchParams.get('error') ?? noAnswer);
  } catch {
    return noAnswer;
  }
}

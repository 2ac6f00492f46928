import NextAuth from 'next-auth';
import { authOptions } from '#lib/next/auth-options.ts';

type AuthContext = { params: Promise<{ nextauth: string[] }> };

async function handle(request: Request, context: AuthContext): Promise<Response> {
  const answer: Response = await NextAuth(authOptions())(request, context);
  return answer;
}

export { handle as GET, handle as POST };

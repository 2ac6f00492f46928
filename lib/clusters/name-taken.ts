import { PortalError } from '#lib/errors.ts';

export function nameTaken(name: string): PortalError {
  const sentence = `This project already has a cluster named ${name}. Choose another name.`;
  return new PortalError({ code: 'INVALID_INPUT', userMessage: sentence, fieldErrors: { name: sentence } });
}

import { notFound } from 'next/navigation';

/** Every address that no other page has: told inside the frame. */
export default function MissingPage(): never {
  notFound();
}

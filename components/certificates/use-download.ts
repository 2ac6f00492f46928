'use client';

import { useState } from 'react';
import { useSignInAgain } from '#components/frame/session.tsx';
import { downloadFile } from './download-file.ts';

/** One download at a time, with the password asked for once more where the session has run out. */
export function useDownload() {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [fileName, setFileName] = useState<string | null>(null);
  const signInAgain = useSignInAgain();

  const download = async (address: string) => {
    setPending(true);
    setError(null);
    let answer = await downloadFile(address);
    if (!answer.ok && answer.signedOut && (await signInAgain())) answer = await downloadFile(address);
    setPending(false);
    if (answer.ok) setFileName(answer.fileName);
    else setError(answer.sentence);
  };
  const reset = () => {
    setError(null);
    setFileName(null);
  };
  return { pending, error, fileName, download, reset };
}

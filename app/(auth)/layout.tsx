import type { ReactNode } from 'react';
import { BottleLines } from '#components/frame/bottle-lines.tsx';
import { Logo } from '#components/frame/logo.tsx';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <div className="flex flex-col px-6 py-6 sm:px-10">
        <header>
          <Logo />
        </header>
        <main id="content" className="mx-auto flex w-full max-w-90 flex-1 flex-col justify-center py-10">
          {children}
        </main>
      </div>
      <aside className="relative hidden overflow-hidden bg-[#4d0f27] text-white lg:block" aria-label="About">
        <BottleLines />
        <div className="absolute inset-x-0 bottom-0 p-12">
          <p className="max-w-md text-2xl font-semibold tracking-tight text-balance">
            Container clusters as a resource of your cloud.
          </p>
          <p className="mt-3 max-w-md text-base text-pretty text-[#f3d3df]">
            Choose a template, say how many nodes, and watch them come up. Your project, your quota, your rights.
          </p>
        </div>
      </aside>
    </div>
  );
}

'use client';

import { useState } from 'react';
import { Monitor, Moon, Sun, SunMoon } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuChoice } from '#components/ui/dropdown-menu.tsx';
import { applyTheme, shownTheme, themes, themeWord, toTheme, type Theme } from './theme.ts';

const icons = { system: <Monitor aria-hidden />, light: <Sun aria-hidden />, dark: <Moon aria-hidden /> } as const;

export const themeOptions = themes.map((theme) => ({ value: theme, label: themeWord[theme], icon: icons[theme] }));

export function ThemeMenu() {
  return (
    <DropdownMenu trigger={<Button variant="ghost" size="icon" aria-label="Theme" icon={<SunMoon aria-hidden />} />}>
      <ThemeChoice />
    </DropdownMenu>
  );
}

/** Mounted when its menu opens, so that it reads the theme shown then. */
export function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>(shownTheme);
  const change = (value: string) => {
    const next = toTheme(value);
    setTheme(next);
    applyTheme(next);
  };
  return <MenuChoice value={theme} onValueChange={change} options={themeOptions} />;
}

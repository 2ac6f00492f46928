export const themes = ['system', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

export const themeCookieName = 'theme';

export const themeWord: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

export function toTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}

/** In the browser: shows the theme at once and keeps it for a year, for the server to render with. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  const life = theme === 'system' ? 0 : 365 * 24 * 3600;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${themeCookieName}=${theme}; Path=/; Max-Age=${life}; SameSite=Lax${secure}`;
}

export function shownTheme(): Theme {
  return toTheme(document.documentElement.dataset.theme);
}

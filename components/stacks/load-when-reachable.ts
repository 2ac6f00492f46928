/**
 * A part of the page that is fetched on its first use. Without a line the fetch fails, and React would give up
 * the whole page for it: this asks again until it comes.
 */
export async function loadWhenReachable<T>(load: () => Promise<T>, everyMs = 2000): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}

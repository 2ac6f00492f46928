import { expect, signIn, test } from '../fixtures.ts';

const asked = ['/login', '/', '/clusters', '/admin/clusters', '/nowhere', '/api/clusters/changes', '/api/nothing', '/healthz', '/readyz', '/icon.svg'];

test('every answer carries the protecting headers', async ({ request, page }) => {
  await signIn(page, 'alice');
  for (const client of [request, page.request]) {
    for (const address of asked.filter((each) => client === request || each !== '/api/clusters/changes')) {
      const answer = await client.get(address, { maxRedirects: 0 });
      const headers = answer.headers();
      expect(headers['content-security-policy'], address).toContain("default-src 'self'");
      expect(headers['content-security-policy'], address).not.toContain('unsafe-eval');
      expect(headers['content-security-policy'], address).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options'], address).toBe('nosniff');
      expect(headers['referrer-policy'], address).toBeTruthy();
      expect(headers['x-powered-by'], address).toBeUndefined();
    }
  }
});

test('a stranger is sent to sign in by pages and refused by the API', async ({ request }) => {
  const id = '00000000-0000-7000-8000-000000000000';
  for (const page of ['/clusters', '/clusters/new', `/clusters/${id}`, '/cluster-templates', '/cluster-templates/new', '/drivers', '/admin/clusters', '/quota', '/activity']) {
    const answer = await request.get(page, { maxRedirects: 0 });
    expect(answer.status(), page).toBe(307);
    expect(answer.headers().location, page).toContain('/login');
  }
  for (const address of [`/api/clusters/${id}/kubeconfig`, `/api/clusters/${id}/docker-bundle`, `/api/clusters/${id}/inventory`, `/api/clusters/${id}/events`, `/api/clusters/${id}/console?server=x`, '/api/clusters/changes', '/api/anything']) {
    expect((await request.get(address, { maxRedirects: 0 })).status(), address).toBe(401);
  }
});

test('the process says that it lives and that it is ready', async ({ request }) => {
  expect((await request.get('/healthz')).status()).toBe(200);
  expect((await request.get('/readyz')).status()).toBe(200);
});

import { z } from 'zod';

/** `load_balancer` since API 2.15 or so; earlier and in some answers `loadbalancer`. -1 means none. */
export const octaviaQuotaAnswerSchema = z.object({
  quota: z.object({ load_balancer: z.number().nullish(), loadbalancer: z.number().nullish() }),
});

export const loadBalancersAnswerSchema = z.object({
  loadbalancers: z.array(z.object({ id: z.string() })),
  loadbalancers_links: z.array(z.object({ rel: z.string(), href: z.string() })).nullish(),
});

/** The stage's throttles: a token bucket per route. */
export type Limit = { readonly ThrottlingRateLimit: number; readonly ThrottlingBurstLimit: number }

/** Whether a request to the route may pass now. */
export const throttle = (limitOf: (route: string) => Limit): ((route: string, now: number) => boolean) => {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (route, now) => {
    const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = limitOf(route)
    const { tokens, at } = buckets.get(route) ?? { tokens: burst, at: now }
    const filled = Math.min(burst, tokens + ((now - at) / 1_000) * rate)
    buckets.set(route, { tokens: filled >= 1 ? filled - 1 : filled, at: now })
    return filled >= 1
  }
}

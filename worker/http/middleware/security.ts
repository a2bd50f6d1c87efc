import { createMiddleware } from "hono/factory"
import type { AppEnv } from "../app-env.ts"

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ")

const headers: readonly [string, string][] = [
  ["content-security-policy", policy],
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "same-origin"],
  ["cross-origin-opener-policy", "same-origin"],
  ["permissions-policy", "camera=(), geolocation=(), microphone=()"],
]

/** Files that people sent: shown or kept, never run, whatever is in them. */
export const filePolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/**
 * The headers that every answer carries; HSTS by setting, where the site is https. What says nothing is never kept. Files
 * that people sent have a policy of their own, which is stricter.
 */
export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const answered = c.res.headers
  const ofFile = answered.get("content-security-policy") === filePolicy
  for (const [name, value] of headers) answered.set(name, value)
  if (ofFile) answered.set("content-security-policy", filePolicy)
  answered.set("x-request-id", c.get("requestId"))
  if (!answered.has("cache-control")) answered.set("cache-control", "no-store")
  const services = c.get("services")
  // Behind a proxy that ends TLS the request itself is http.
  if (services?.hsts && services.site.startsWith("https:"))
    answered.set("strict-transport-security", services.hsts)
})

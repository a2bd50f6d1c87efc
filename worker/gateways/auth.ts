import { type BetterAuthOptions, betterAuth } from "better-auth/minimal"
import { hashPassword, verifyPassword } from "./password.ts"

/** Name of the session cookie (without the `__Secure-` that better-auth puts before it on https). */
export const SESSION_COOKIE = "shige.session_token"

export interface AuthOptions {
  database: BetterAuthOptions["database"]
  secret: string
  origin: string
  /** Whether cookies go over https only: everywhere but on this machine itself. */
  secure: boolean
}

/** better-auth's endpoints that pass for a member who is signed in; everything else it mounts is not there. */
export const allowedAuthEndpoints: readonly string[] = ["GET /get-session", "POST /sign-out"]

const WEEK = 7 * 24 * 3600

/**
 * Identity: sessions and e-mail with password by better-auth, nothing else of it. Open sign-up is off; organisations,
 * members and roles are our own tables.
 */
export function openAuth({ database, secret, origin, secure }: AuthOptions) {
  return betterAuth({
    appName: "Shige",
    baseURL: origin,
    basePath: "/api/auth",
    secret,
    database,
    trustedOrigins: [origin],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    session: { expiresIn: WEEK, updateAge: WEEK / 7, cookieCache: { enabled: false } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: "shige",
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure, path: "/" },
    },
  })
}

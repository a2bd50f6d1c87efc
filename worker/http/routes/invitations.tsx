import { Hono } from "hono"
import type { AppEnv } from "../app-env.ts"

/** Accepting an invitation, for visitors. */
export const invitationRoutes = new Hono<AppEnv>()

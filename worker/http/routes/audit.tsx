import { Hono } from "hono"
import type { DeskEnv } from "../app-env.ts"

/** The audit log of the actor's organisation. */
export const auditRoutes = new Hono<DeskEnv>()

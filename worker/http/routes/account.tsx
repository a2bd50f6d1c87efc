import { Hono } from "hono"
import type { DeskEnv } from "../app-env.ts"

/** A person's own account: second factor, password, sessions, the organisation it acts for. */
export const accountRoutes = new Hono<DeskEnv>()

import { Hono } from "hono"
import type { DeskEnv } from "../app-env.ts"

/** API keys of the actor's organisation. */
export const keyRoutes = new Hono<DeskEnv>()

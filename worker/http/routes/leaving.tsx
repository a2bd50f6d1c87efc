import { Hono } from "hono"
import type { DeskEnv } from "../app-env.ts"

/** Exporting an organisation's data, and asking for its deletion. */
export const leavingRoutes = new Hono<DeskEnv>()

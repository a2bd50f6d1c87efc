import { Hono } from "hono"
import type { DeskEnv } from "../app-env.ts"

/** Organisations, as the operator registers them. */
export const organisationRoutes = new Hono<DeskEnv>()

import { Hono } from "hono"
import type { DeskEnv } from "../app-env.ts"

/** Estates, tenures and places. */
export const registryRoutes = new Hono<DeskEnv>()

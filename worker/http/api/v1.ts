import { Hono } from "hono"
import type { AppEnv } from "../app-env.ts"

/** `/api/v1` for programs with a key: everything that a member does on a page. */
export const apiRoutes = new Hono<AppEnv>()

import { Hono } from "hono"
import type { DeskEnv } from "../app-env.ts"

/** Members of the actor's organisation, and the page of permissions. */
export const memberRoutes = new Hono<DeskEnv>()

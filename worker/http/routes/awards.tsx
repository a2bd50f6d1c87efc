import { Hono } from "hono"
import type { DeskEnv } from "../app-env.ts"

export const awardRoutes = new Hono<DeskEnv>()

import { Hono } from "hono"
import type { DeskEnv } from "../app-env.ts"

export const reviewRoutes = new Hono<DeskEnv>()

import { Hono } from "hono"
import type { AppEnv } from "../app-env.ts"

/** Whether the application runs and may be sent requests: for load balancers and monitoring. */
export const runningRoutes = new Hono<AppEnv>()

import { OpenAPIHono } from "@hono/zod-openapi"
import type { ApiEnv } from "./api-env.ts"
import { keyApi } from "./key.ts"

/** `/api/v1` for programs with a key: everything that a member does on a page. */
export const apiRoutes = new OpenAPIHono<ApiEnv>().basePath("/api/v1")
apiRoutes.route("/", keyApi)

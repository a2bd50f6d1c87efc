import { OpenAPIHono } from "@hono/zod-openapi"
import type { ApiEnv } from "./api-env.ts"
import { draftApi } from "./draft.ts"
import { keyApi } from "./key.ts"
import { quartersApi } from "./quarters.ts"
import { submissionsApi } from "./submissions.ts"
import { verificationApi } from "./verification.ts"

/** `/api/v1` for programs with a key: everything that a member does on a page. */
export const apiRoutes = new OpenAPIHono<ApiEnv>().basePath("/api/v1")
for (const router of [keyApi, submissionsApi, draftApi, verificationApi, quartersApi])
  apiRoutes.route("/", router)

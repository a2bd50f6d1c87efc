import { OpenAPIHono } from "@hono/zod-openapi"
import type { ApiEnv } from "./api-env.ts"
import { assignmentsApi } from "./assignments.ts"
import { auditApi } from "./audit.ts"
import { correctionsApi } from "./corrections.ts"
import { draftApi } from "./draft.ts"
import { estatesApi } from "./estates.ts"
import { invitationsApi } from "./invitations.ts"
import { keyApi } from "./key.ts"
import { memberSessionsApi } from "./member-sessions.ts"
import { membersApi } from "./members.ts"
import { nominationsApi } from "./nominations.ts"
import { programmesApi } from "./programmes.ts"
import { quartersApi } from "./quarters.ts"
import { reviewsApi } from "./reviews.ts"
import { submissionsApi } from "./submissions.ts"
import { tenuresApi } from "./tenures.ts"
import { verificationApi } from "./verification.ts"

const routers = [
  keyApi,
  estatesApi,
  tenuresApi,
  submissionsApi,
  draftApi,
  verificationApi,
  quartersApi,
  correctionsApi,
  programmesApi,
  assignmentsApi,
  reviewsApi,
  nominationsApi,
  membersApi,
  memberSessionsApi,
  invitationsApi,
  auditApi,
]

/** `/api/v1` for programs with a key: everything that a member does on a page. */
export const apiRoutes = new OpenAPIHono<ApiEnv>().basePath("/api/v1")
for (const router of routers) apiRoutes.route("/", router)

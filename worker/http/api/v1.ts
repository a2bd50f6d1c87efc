import { OpenAPIHono } from "@hono/zod-openapi"
import type { ApiEnv } from "./api-env.ts"
import { assignmentsApi } from "./assignments.ts"
import { attachmentsApi } from "./attachments.ts"
import { auditApi } from "./audit.ts"
import { booksApi } from "./books.ts"
import { clerksApi } from "./clerks.ts"
import { correctionRequestsApi } from "./correction-requests.ts"
import { correctionsApi } from "./corrections.ts"
import { estatesApi } from "./estates.ts"
import { evidenceApi } from "./evidence.ts"
import { exemptionsApi } from "./exemptions.ts"
import { exportsApi } from "./exports.ts"
import { extensionsApi } from "./extensions.ts"
import { feedbackApi } from "./feedback.ts"
import { importsApi } from "./imports.ts"
import { invitationsApi } from "./invitations.ts"
import { keyApi } from "./key.ts"
import { memberSessionsApi } from "./member-sessions.ts"
import { membersApi } from "./members.ts"
import { nominationsApi } from "./nominations.ts"
import { askedAgainBy } from "./once-more.ts"
import { placesApi } from "./places.ts"
import { programmesApi } from "./programmes.ts"
import { quartersApi } from "./quarters.ts"
import { reviewsApi } from "./reviews.ts"
import { scoreApi } from "./score-told.ts"
import { submissionActs } from "./submission-acts.ts"
import { submissionsApi } from "./submissions.ts"
import { tenuresApi } from "./tenures.ts"

const routers = [
  keyApi,
  estatesApi,
  tenuresApi,
  placesApi,
  booksApi,
  importsApi,
  submissionsApi,
  scoreApi,
  submissionActs,
  evidenceApi,
  extensionsApi,
  exemptionsApi,
  quartersApi,
  correctionsApi,
  correctionRequestsApi,
  programmesApi,
  assignmentsApi,
  reviewsApi,
  nominationsApi,
  attachmentsApi,
  feedbackApi,
  membersApi,
  clerksApi,
  memberSessionsApi,
  invitationsApi,
  auditApi,
  exportsApi,
]

/** `/api/v1` for programs with a key: everything that a member does on a page, but what is a person's own act (see
 * test/support/page-writes.ts). */
export const apiRoutes = new OpenAPIHono<ApiEnv>().basePath("/api/v1")
for (const router of routers) apiRoutes.route("/", router)
askedAgainBy(apiRoutes)

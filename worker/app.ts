import { Hono } from "hono"
import { csrf } from "hono/csrf"
import { createMiddleware } from "hono/factory"
import { isolateMemory } from "./domain/memory.ts"
import { isApi } from "./http/api/api-path.ts"
import { apiRoutes } from "./http/api/v1.ts"
import type { AppEnv } from "./http/app-env.ts"
import { onError, onNotFound } from "./http/errors.tsx"
import { bodySize } from "./http/middleware/body-size.ts"
import { compression } from "./http/middleware/compression.ts"
import { language } from "./http/middleware/language.ts"
import { isOwnOrigin } from "./http/middleware/own-origin.ts"
import { unreadBodies } from "./http/middleware/request-body.ts"
import { requestLog } from "./http/middleware/request-log.ts"
import { requestServices } from "./http/middleware/request-services.ts"
import { headRequests, requestSize } from "./http/middleware/request-shape.ts"
import { securityHeaders } from "./http/middleware/security.ts"
import { sentPages } from "./http/middleware/sent-pages.ts"
import { PageCache } from "./http/public/page-cache.ts"
import { SentAnswers } from "./http/public/sent-answers.ts"
import { accessRoutes, deskRoutes } from "./http/routes/access.tsx"
import { accountRoutes } from "./http/routes/account.tsx"
import { assetRoutes, type OpenAsset } from "./http/routes/assets.ts"
import { auditRoutes } from "./http/routes/audit.tsx"
import { awardRoutes } from "./http/routes/awards.tsx"
import { boardRoutes } from "./http/routes/board.tsx"
import { bookRoutes } from "./http/routes/books.tsx"
import { burdenRoutes } from "./http/routes/burden.tsx"
import { calendarFeedRoutes, ownCalendarRoutes } from "./http/routes/calendar.tsx"
import { correctionRequestRoutes } from "./http/routes/correction-requests.tsx"
import { correctionRoutes } from "./http/routes/corrections.tsx"
import { deputyRoutes } from "./http/routes/deputies.tsx"
import { evidenceRoutes, pictureRoutes } from "./http/routes/evidence.tsx"
import { exemptionRoutes } from "./http/routes/exemptions.tsx"
import { exportRoutes } from "./http/routes/export.tsx"
import { extensionRoutes } from "./http/routes/extensions.tsx"
import { factorPolicyRoutes } from "./http/routes/factor-policy.tsx"
import { factorResetRoutes, resetLetterRoutes } from "./http/routes/factor-resets.tsx"
import { filingRoutes } from "./http/routes/filing.tsx"
import { clerkRoutes } from "./http/routes/imports.tsx"
import { invitationRoutes } from "./http/routes/invitations.tsx"
import { judgingRoutes } from "./http/routes/judging.tsx"
import { keyRoutes } from "./http/routes/keys.tsx"
import { leavingRoutes } from "./http/routes/leaving.tsx"
import { memberRoutes } from "./http/routes/members.tsx"
import { messageRoutes } from "./http/routes/messages.tsx"
import { nominationRoutes } from "./http/routes/nominations.tsx"
import { organisationRoutes } from "./http/routes/organisations.tsx"
import { oversightRoutes } from "./http/routes/oversight.tsx"
import { passkeyRoutes, passkeySignInRoutes } from "./http/routes/passkeys.tsx"
import { preliminaryRoutes } from "./http/routes/preliminary.tsx"
import { programmeArchiveRoutes } from "./http/routes/programme-archive.tsx"
import { programmeRoutes } from "./http/routes/programmes.tsx"
import { proofRoutes } from "./http/routes/proofs.tsx"
import { publicRoutes } from "./http/routes/public.tsx"
import { quarterRoutes } from "./http/routes/quarters.tsx"
import { receiptProofRoutes, receiptRoutes } from "./http/routes/receipts.tsx"
import { registryRoutes } from "./http/routes/registry.tsx"
import { reviewRoutes } from "./http/routes/reviews.tsx"
import { healthRoutes, runningRoutes } from "./http/routes/running.ts"
import { scoreToldRoutes } from "./http/routes/score-told.tsx"
import { secondFactorRoutes } from "./http/routes/second-factor.tsx"
import { securityTxtRoutes } from "./http/routes/security-txt.ts"
import { switchingRoutes } from "./http/routes/switching.tsx"
import { verificationRoutes } from "./http/routes/verification.tsx"
import { verifyingRoutes } from "./http/routes/verifying.tsx"
import type { OpenServices } from "./http/services.ts"

const ownForms = csrf({ origin: isOwnOrigin })

/** Programs send no Origin, and the API takes no cookie that another site could make a browser send. */
const foreignForms = createMiddleware<AppEnv>((c, next) => (isApi(c.req.path) ? next() : ownForms(c, next)))

/** The HTTP surface: the order of the middleware, then one line per resource. */
export function createApp(open: OpenServices, openAsset: OpenAsset = async () => null) {
  const app = new Hono<AppEnv>()
  app.onError(onError)
  app.notFound(onNotFound)
  const answers = new SentAnswers(new PageCache(isolateMemory), isolateMemory)
  app.use(sentPages(answers))
  app.use(requestLog)
  app.use(unreadBodies)
  app.use(headRequests)
  app.use(compression)
  app.use(securityHeaders)
  app.route("/", healthRoutes)
  app.route("/", assetRoutes(openAsset))
  app.use(requestServices(open))
  app.use(requestSize)
  app.use(language)
  app.use(foreignForms)
  app.use(bodySize)
  app.route("/", runningRoutes)
  app.route("/", securityTxtRoutes)
  app.route("/", calendarFeedRoutes)
  app.route("/", publicRoutes)
  app.route("/", apiRoutes)
  app.route("/", accessRoutes)
  app.route("/", passkeySignInRoutes)
  app.route("/", resetLetterRoutes)
  app.route("/", deskRoutes)
  app.route("/", filingRoutes)
  app.route("/", bookRoutes)
  app.route("/", evidenceRoutes)
  app.route("/", receiptRoutes)
  app.route("/", scoreToldRoutes)
  app.route("/", burdenRoutes)
  app.route("/", preliminaryRoutes)
  app.route("/", verificationRoutes)
  app.route("/", verifyingRoutes)
  app.route("/", extensionRoutes)
  app.route("/", deputyRoutes)
  app.route("/", oversightRoutes)
  app.route("/", exemptionRoutes)
  app.route("/", boardRoutes)
  app.route("/", quarterRoutes)
  app.route("/", correctionRoutes)
  app.route("/", correctionRequestRoutes)
  app.route("/", accountRoutes)
  app.route("/", ownCalendarRoutes)
  app.route("/", messageRoutes)
  app.route("/", secondFactorRoutes)
  app.route("/", passkeyRoutes)
  app.route("/", proofRoutes)
  app.route("/", receiptProofRoutes)
  app.route("/", pictureRoutes)
  app.route("/", organisationRoutes)
  app.route("/", factorPolicyRoutes)
  app.route("/", memberRoutes)
  app.route("/", clerkRoutes)
  app.route("/", factorResetRoutes)
  app.route("/", switchingRoutes)
  app.route("/", invitationRoutes)
  app.route("/", registryRoutes)
  app.route("/", keyRoutes)
  app.route("/", auditRoutes)
  app.route("/", exportRoutes)
  app.route("/", leavingRoutes)
  app.route("/", programmeRoutes)
  app.route("/", nominationRoutes)
  app.route("/", judgingRoutes)
  app.route("/", reviewRoutes)
  app.route("/", awardRoutes)
  app.route("/", programmeArchiveRoutes)
  const answer = app.fetch
  app.fetch = (request, bindings, ...rest) =>
    answers.find(request, bindings) ?? answer(request, bindings, ...rest)
  return app
}

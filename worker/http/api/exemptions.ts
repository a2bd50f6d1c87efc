import { z } from "@hono/zod-openapi"
import { exempt } from "../../usecases/exemption/exempt.ts"
import { takeBackExemption } from "../../usecases/exemption/take-back-exemption.ts"
import { actRoute } from "./act-route.ts"
import { apiRouter } from "./key-route.ts"
import { day } from "./schemas.ts"
import { submissionParams, submissionPath, submissionReaders } from "./submissions.ts"

const place = {
  path: submissionPath,
  tags: ["verification"],
  params: submissionParams,
  readers: submissionReaders,
}

/** 免报 of one estate's quarter. */
export const exemptionsApi = apiRouter()

actRoute(exemptionsApi, place, exempt, {
  operationId: "exemptEstate",
  method: "post",
  at: "/exemption",
  answer: z.object({ exempt: z.boolean() }).openapi("Exempted"),
  asked: (given) => ({ given }),
  show: ({ result }) => result,
})

actRoute(exemptionsApi, place, takeBackExemption, {
  operationId: "takeBackExemption",
  method: "post",
  at: "/exemption/end",
  answer: z.object({ deadlineDay: day }).openapi("ExemptionTakenBack"),
  asked: (given) => ({ given }),
  show: ({ result }) => result,
})

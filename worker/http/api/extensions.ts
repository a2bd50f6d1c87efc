import { z } from "@hono/zod-openapi"
import { extend } from "../../usecases/extension/extend.ts"
import { takeBackExtension } from "../../usecases/extension/take-back-extension.ts"
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

/** 延期 of one estate's quarter. */
export const extensionsApi = apiRouter()

actRoute(extensionsApi, place, extend, {
  operationId: "extendDeadline",
  method: "post",
  at: "/extension",
  answer: z.object({ deadlineDay: day }).openapi("Extended"),
  asked: (given) => ({ given }),
  show: ({ result }) => result,
})

actRoute(extensionsApi, place, takeBackExtension, {
  operationId: "takeBackExtension",
  method: "post",
  at: "/extension/end",
  answer: z.object({ deadlineDay: day }).openapi("ExtensionTakenBack"),
  asked: (given) => ({ given }),
  show: ({ result }) => result,
})

import { createRoute, z } from "@hono/zod-openapi"
import { deviceOf } from "../../domain/identity/device.ts"
import { endMemberSession } from "../../usecases/member/end-member-session.ts"
import { openMember } from "../../usecases/member/open-member.ts"
import { once } from "../../usecases/once.ts"
import { answers } from "./answers.ts"
import { listAnswer, pageOf, pageQuery } from "./cursor.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import { instant } from "./schemas.ts"

const tags = ["members"]
const params = z.object({ memberId: z.string().max(80) })

const sessionRow = z
  .object({
    id: z.string(),
    createdAt: instant,
    expiresAt: instant,
    device: z.object({
      browser: z.string(),
      system: z.enum(["windows", "mac", "linux", "android", "ios", "harmony", "other"]),
    }),
  })
  .openapi("MemberSession")

const list = createRoute({
  ...behindKey(["member.read"]),
  method: "get",
  path: "/members/{memberId}/sessions",
  tags,
  operationId: "listMemberSessions",
  request: { params, query: z.strictObject(pageQuery) },
  responses: answers(200, pageOf(sessionRow, "MemberSessionPage")),
})

const end = createRoute({
  ...behindKey(["member.manage"]),
  method: "post",
  path: "/members/{memberId}/sessions/{sessionId}/end",
  tags,
  operationId: "endMemberSession",
  parameters: [headerParameters.idempotencyKey],
  request: {
    params: params.extend({ sessionId: z.string().max(80) }),
    body: jsonBody(z.strictObject({})),
  },
  responses: answers(200, z.object({ ended: z.literal(true) }).openapi("EndedSession")),
})

/** Where members of the key's organisation are signed in for it. */
export const memberSessionsApi = apiRouter()
  .openapi(list, async (c) => {
    const { ctx } = c.var
    const { memberId } = c.req.valid("param")
    const page = await listAnswer(c, {
      query: c.req.valid("query"),
      filters: {},
      read: (asked) => ctx.read.memberList.sessions(memberId, ctx.now(), asked),
      show: ({ userAgent, ...row }) => ({ ...row, device: deviceOf(userAgent) }),
    })
    return c.json(page, 200)
  })
  .openapi(end, async (c) => {
    const { ctx, commandKey: key } = c.var
    const { memberId, sessionId } = c.req.valid("param")
    const member = await openMember(ctx, memberId)
    await once(ctx, { key, action: "member.session_end" }, () =>
      endMemberSession(ctx, member, { key, sessionId }),
    )
    return c.json({ ended: true as const }, 200)
  })

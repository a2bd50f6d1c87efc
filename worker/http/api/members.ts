import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { DomainError } from "../../domain/errors.ts"
import { changeRole } from "../../usecases/member/change-role.ts"
import { limitMember, openEstateChoice } from "../../usecases/member/choose-estates.ts"
import { openMember } from "../../usecases/member/open-member.ts"
import { removeMember } from "../../usecases/member/remove-member.ts"
import { once } from "../../usecases/once.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { listAnswer, pageOf, pageQuery } from "./cursor.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import { limitsBody, namedLimits } from "./named-estates.ts"
import { entityTag, seenNumber, tellingVersion } from "./preconditions.ts"
import { instant, roleName } from "./schemas.ts"

const reading = behindKey(["member.read"])
const managing = behindKey(["member.manage"])
const tags = ["members"]
const params = z.object({ memberId: z.string().max(80) })
const parameters = [headerParameters.ifMatch]

const memberRow = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleName,
    limited: z.boolean(),
    createdAt: instant,
  })
  .openapi("MemberRow")

const list = createRoute({
  ...reading,
  method: "get",
  path: "/members",
  tags,
  operationId: "listMembers",
  request: { query: z.strictObject(pageQuery) },
  responses: answers(200, pageOf(memberRow, "MemberPage")),
})

const one = createRoute({
  ...reading,
  method: "get",
  path: "/members/{memberId}",
  tags,
  operationId: "getMember",
  request: { params },
  responses: answers(200, memberRow.extend({ estates: z.array(z.string()).nullable() }).openapi("Member")),
})

const role = createRoute({
  ...managing,
  method: "put",
  path: "/members/{memberId}/role",
  tags,
  operationId: "changeRole",
  parameters,
  request: {
    params,
    body: jsonBody(
      z.strictObject({ role: z.string().max(40).openapi({ example: "editor" }) }).openapi("RoleChange"),
    ),
  },
  responses: answers(200, z.object({ role: z.string() }).openapi("ChangedRole")),
})

const limits = createRoute({
  ...managing,
  method: "put",
  path: "/members/{memberId}/estates",
  tags,
  operationId: "limitMember",
  parameters,
  request: { params, body: limitsBody },
  responses: answers(200, z.object({ limited: z.boolean() }).openapi("LimitedMember")),
})

const remove = createRoute({
  ...managing,
  method: "delete",
  path: "/members/{memberId}",
  tags,
  operationId: "removeMember",
  parameters,
  request: { params },
  responses: answers(200, z.object({ removed: z.literal(true) }).openapi("RemovedMember")),
})

/** One change of a member as it was seen, once; a stale one is told the present version. */
async function change<T>(
  c: Context<ApiEnv>,
  memberId: string,
  action: string,
  act: (command: { key: string; revision: number }) => Promise<T>,
): Promise<T> {
  const { ctx, commandKey: key } = c.var
  const now = async () => (await openMember(ctx, memberId)).revision
  const revision = seenNumber(c)
  return tellingVersion(now, () => once(ctx, { key, action }, () => act({ key, revision })))
}

/** Members of the key's organisation. */
export const membersApi = apiRouter()
  .openapi(list, async (c) => {
    const page = await listAnswer(c, {
      query: c.req.valid("query"),
      filters: {},
      read: c.var.ctx.read.memberList.members,
      show: ({ revision: _, ...row }) => row,
    })
    return c.json(page, 200)
  })
  .openapi(one, async (c) => {
    const found = await c.var.ctx.read.memberList.member(c.req.valid("param").memberId)
    if (!found) throw new DomainError("not_found", "not_found")
    const { revision, estates, ...row } = found
    c.header("etag", entityTag(String(revision)))
    return c.json({ ...row, estates: row.limited ? estates : null }, 200)
  })
  .openapi(role, async (c) => {
    const { memberId } = c.req.valid("param")
    const asked = c.req.valid("json")
    const member = await openMember(c.var.ctx, memberId)
    await change(c, memberId, "member.role", (command) =>
      changeRole(c.var.ctx, member, { ...command, ...asked }),
    )
    return c.json(asked, 200)
  })
  .openapi(limits, async (c) => {
    const { ctx } = c.var
    const { memberId } = c.req.valid("param")
    const { estates } = c.req.valid("json")
    // Whoever has seen no version is told so before the estates are looked up.
    seenNumber(c)
    const choice = await openEstateChoice(ctx, memberId, { q: "", page: 1, slugs: estates ?? [] })
    const limits = namedLimits(estates, choice)
    await change(c, memberId, "member.limit", (command) => limitMember(ctx, choice, limits, command))
    return c.json({ limited: limits.limited }, 200)
  })
  .openapi(remove, async (c) => {
    const { memberId } = c.req.valid("param")
    const member = await openMember(c.var.ctx, memberId)
    await change(c, memberId, "member.end", (command) => removeMember(c.var.ctx, member, command))
    return c.json({ removed: true as const }, 200)
  })

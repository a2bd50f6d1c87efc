import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { DomainError } from "../../domain/errors.ts"
import { type InvitationState, invitationState } from "../../domain/organisation/invitation.ts"
import { invite } from "../../usecases/invitation/invite.ts"
import { limitInvitation, openInvitationEstates } from "../../usecases/invitation/limit-invitation.ts"
import { openInvitation } from "../../usecases/invitation/open-invitation.ts"
import { renewInvitation } from "../../usecases/invitation/renew-invitation.ts"
import { revokeInvitation } from "../../usecases/invitation/revoke-invitation.ts"
import { once } from "../../usecases/once.ts"
import { invitationDeps } from "../forms/invitation-deps.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { listAnswer, pageOf, pageQuery } from "./cursor.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import { limitsBody, namedLimits } from "./named-estates.ts"
import { instant, roleName } from "./schemas.ts"

const reading = behindKey(["member.read"])
const managing = behindKey(["member.manage"])
const tags = ["members"]
const params = z.object({ invitationId: z.string().max(80) })
const parameters = [headerParameters.idempotencyKey]
const states = ["open", "expired", "accepted", "revoked"] as const satisfies InvitationState[]

const invitationRow = z
  .object({
    id: z.string(),
    role: roleName,
    email: z.string().nullable(),
    state: z.enum(states),
    limited: z.boolean(),
    createdAt: instant,
    expiresAt: instant,
  })
  .openapi("InvitationRow")

const madeSchema = z.object({ id: z.string(), link: z.string() }).openapi("MadeInvitation")

const list = createRoute({
  ...reading,
  method: "get",
  path: "/invitations",
  tags,
  operationId: "listInvitations",
  request: { query: z.strictObject(pageQuery) },
  responses: answers(200, pageOf(invitationRow, "InvitationPage")),
})

const one = createRoute({
  ...reading,
  method: "get",
  path: "/invitations/{invitationId}",
  tags,
  operationId: "getInvitation",
  request: { params },
  responses: answers(
    200,
    invitationRow.extend({ estates: z.array(z.string()).nullable() }).openapi("Invitation"),
  ),
})

const make = createRoute({
  ...managing,
  method: "post",
  path: "/invitations",
  tags,
  operationId: "invite",
  parameters,
  request: {
    body: jsonBody(
      z
        .strictObject({
          role: z.string().max(40).openapi({ example: "editor" }),
          email: z.string().max(300).optional(),
        })
        .openapi("Inviting"),
    ),
  },
  responses: answers(201, madeSchema),
})

/** An invitation has no versions: what changes it sees what stands, and holds only while that stands. */
const limits = createRoute({
  ...managing,
  method: "put",
  path: "/invitations/{invitationId}/estates",
  tags,
  operationId: "limitInvitation",
  request: { params, body: limitsBody },
  responses: answers(200, z.object({ limited: z.boolean() }).openapi("LimitedInvitation")),
})

const renewal = createRoute({
  ...managing,
  method: "post",
  path: "/invitations/{invitationId}/renewal",
  tags,
  operationId: "renewInvitation",
  parameters,
  request: { params, body: jsonBody(z.strictObject({})) },
  responses: answers(201, madeSchema),
})

const revocation = createRoute({
  ...managing,
  method: "post",
  path: "/invitations/{invitationId}/revocation",
  tags,
  operationId: "revokeInvitation",
  parameters,
  request: { params, body: jsonBody(z.strictObject({})) },
  responses: answers(200, z.object({ revoked: z.literal(true) }).openapi("RevokedInvitation")),
})

/** The link follows from the id, so a repetition is answered with the same one. */
async function madeView(c: Context<ApiEnv>, { id }: { id: string }) {
  const deps = invitationDeps(c)
  return { id, link: deps.link(await deps.token(id)) }
}

/** Everything that may be told of an invitation; its link is for those who made it. */
function rowView<Row extends Parameters<typeof invitationState>[0]>(c: Context<ApiEnv>, found: Row) {
  const { acceptedAt: _, revokedAt: __, ...row } = found
  return { ...row, state: invitationState(found, c.var.ctx.now()) }
}

const openOwn = (c: Context<ApiEnv>, id: string) => openInvitation(c.var.ctx, c.var.actor.organisation.id, id)

/** Invitations to the key's organisation. */
export const invitationsApi = apiRouter()
  .openapi(list, async (c) => {
    const page = await listAnswer(c, {
      query: c.req.valid("query"),
      filters: {},
      read: c.var.ctx.read.memberList.invitations,
      show: (row) => rowView(c, row),
    })
    return c.json(page, 200)
  })
  .openapi(one, async (c) => {
    const found = await c.var.ctx.read.memberList.invitation(c.req.valid("param").invitationId)
    if (!found) throw new DomainError("not_found", "not_found")
    const { estates, ...row } = found
    return c.json({ ...rowView(c, row), estates: row.limited ? estates : null }, 200)
  })
  .openapi(make, async (c) => {
    const { ctx, actor, commandKey: key } = c.var
    const { role, email = "" } = c.req.valid("json")
    const request = { organisationId: actor.organisation.id, role, email }
    const made = await once(ctx, { key, action: "invitation.create" }, () =>
      invite(ctx, invitationDeps(c), request, { key }),
    )
    return c.json(await madeView(c, made), 201)
  })
  .openapi(limits, async (c) => {
    const { ctx, commandKey: key } = c.var
    const { invitationId } = c.req.valid("param")
    const { estates } = c.req.valid("json")
    const choice = await openInvitationEstates(ctx, invitationId, { q: "", page: 1, slugs: estates ?? [] })
    const named = namedLimits(estates, choice)
    await once(ctx, { key, action: "invitation.limit" }, () => limitInvitation(ctx, choice, named, { key }))
    return c.json({ limited: named.limited }, 200)
  })
  .openapi(renewal, async (c) => {
    const { ctx, commandKey: key } = c.var
    const old = await openOwn(c, c.req.valid("param").invitationId)
    const made = await once(ctx, { key, action: "invitation.renew" }, () =>
      renewInvitation(ctx, invitationDeps(c), old, { key }),
    )
    return c.json(await madeView(c, made), 201)
  })
  .openapi(revocation, async (c) => {
    const { ctx, commandKey: key } = c.var
    const invitation = await openOwn(c, c.req.valid("param").invitationId)
    await once(ctx, { key, action: "invitation.revoke" }, () => revokeInvitation(ctx, invitation, { key }))
    return c.json({ revoked: true as const }, 200)
  })

import type { Context } from "hono"
import { SentPage } from "../../../web/pages/invitations/sent-page.tsx"
import { paths } from "../../../web/paths.ts"
import { mayBeLimited } from "../../domain/organisation/heads.ts"
import { openInvitation } from "../../usecases/invitation/open-invitation.ts"
import { renewInvitation } from "../../usecases/invitation/renew-invitation.ts"
import { revokeInvitation } from "../../usecases/invitation/revoke-invitation.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey } from "../forms/command.ts"
import { invitationDeps } from "../forms/invitation-deps.ts"
import { readForm } from "../forms/read-form.ts"
import { showsSecret } from "../middleware/compression.ts"

/** Which invitation a request is about; `organisationId` is null for one of the actor's own organisation. */
type Target = (c: Context<DeskEnv>) => { organisationId: string | null; id: string }

/** What those who run invitations can do with one: see its link, send it again, revoke it. */
export function sentInvitation(target: Target, listOf: (organisationId: string | null) => string) {
  const open = (c: Context<DeskEnv>) => {
    const { organisationId, id } = target(c)
    return openInvitation(c.var.ctx, organisationId ?? c.var.actor.organisation.id, id)
  }
  return {
    async show(c: Context<DeskEnv>) {
      const { actor, ctx, services } = c.var
      const invitation = await open(c)
      const deps = invitationDeps(c)
      const link = invitation.state === "open" ? deps.link(await deps.token(invitation.id)) : null
      const done = c.req.query("done")
      showsSecret(c)
      return c.render(
        <SentPage
          actor={actor}
          organisationId={target(c).organisationId}
          invitation={{ ...invitation, estates: invitation.estateIds?.length ?? null }}
          limitable={mayBeLimited(invitation.organisation.kind, invitation.role)}
          shown={link === null ? null : { link, qr: services.qrCode(link) }}
          formKey={ctx.newId()}
          done={done === "created" || done === "renewed" ? done : null}
        />,
      )
    },

    async renew(c: Context<DeskEnv>) {
      const { ctx } = c.var
      const { organisationId } = target(c)
      const invitation = await open(c)
      const key = formKey(c.req.path, await readForm(c))
      const { id } = await once(ctx, { key, action: "invitation.renew" }, () =>
        renewInvitation(ctx, invitationDeps(c), invitation, { key }),
      )
      return c.redirect(`${paths.sentInvitation(organisationId, id)}?done=renewed`, 303)
    },

    async revoke(c: Context<DeskEnv>) {
      const { ctx } = c.var
      const { organisationId } = target(c)
      const invitation = await open(c)
      const key = formKey(c.req.path, await readForm(c))
      await once(ctx, { key, action: "invitation.revoke" }, () => revokeInvitation(ctx, invitation, { key }))
      return c.redirect(`${listOf(organisationId)}?done=revoked`, 303)
    },
  }
}

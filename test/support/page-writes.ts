const estate = "POST /registry/estates/:slug"
const place = "POST /registry/places/:placeCode"
const invitation = "POST /members/invitations/:invitationId"
const head = "POST /organisations/:organisationId/invitations"

const own = "of the person who is signed in: a key has no password, e-mail, session or second factor"
const keys =
  "a key that made or prolonged keys would outlive its own revocation, one that revoked could shut others out"
const looked =
  "somebody looks at the picture and says by name that faces and plates are covered: no program can"
const factors = "who needs a second factor, and whose lost one is reset, people decide"
const leaving = "who gives an organisation up types its name; within 30 days people take it back"
const standingIn = "who stands in for whom people decide, and people stand in: no key gets anything by it"
const letting = "the operator looks at whom the platform lets in"

/**
 * Everything that a company, an authority or the operator writes on a page, besides what acts do (worker/usecases/acts.ts),
 * whose operations are known: the operations of the API that do the same, or, in words, why it is a person's act. A new
 * form that is none of an act belongs here.
 */
export const pageWrites: Record<string, readonly string[] | string> = {
  "POST /filing/:quarter/:slug/check": ["checkDraft"],
  "POST /quarters/:quarter/release": ["releaseQuarter"],

  "POST /registry/estates": ["createEstate"],
  [`${estate}/facts`]: ["editEstate"],
  [`${estate}/retirement`]: ["retireEstate"],
  [`${estate}/reinstatement`]: ["reinstateEstate"],
  [`${estate}/tenures`]: ["beginTenure"],
  [`${estate}/tenures/:tenureId/end`]: ["endTenure"],
  [`${estate}/tenures/:tenureId/removal`]: ["removeTenure"],
  "POST /registry/import": ["importEstates"],
  "POST /registry/import/confirmation": ["importEstates"],
  "POST /registry/places": ["createPlace"],
  [`${place}/name`]: ["renamePlace"],
  [`${place}/retirement`]: ["retirePlace"],
  [`${place}/reinstatement`]: ["reinstatePlace"],
  "POST /registry/places/import": ["importPlaces"],
  "POST /registry/places/import/confirmation": ["importPlaces"],

  "POST /members/invitations": ["invite"],
  [`${invitation}/renewal`]: ["renewInvitation"],
  [`${invitation}/revocation`]: ["revokeInvitation"],
  "POST /members/invitations/:editorInvitationId/estates": ["limitInvitation"],
  "POST /members/:memberId/role": ["changeRole"],
  "POST /members/:memberId/removal": ["removeMember"],
  "POST /members/:memberId/sessions/:memberSessionId": ["endMemberSession"],
  "POST /members/:editorId/estates": ["limitMember"],
  "POST /clerks": ["assignEstates"],
  "POST /clerks/confirmation": ["assignEstates"],
  "POST /members/slips": "a first password is printed and handed over by a person; a program would keep it",
  "POST /members/:memberId/slip":
    "a first password is printed and handed over by a person; a program would keep it",

  "POST /nominations/new/:programme": ["startNomination"],
  "POST /nominations/:nominationId": ["saveNomination"],
  "POST /nominations/:nominationId/submission": ["submitNomination"],
  "POST /nominations/:nominationId/withdrawal": ["withdrawNomination"],
  "POST /evidence/:quarter/:slug/:indicator": ["addEvidence"],
  "POST /evidence/:quarter/:slug/:indicator/:evidenceId/showing": looked,
  "POST /evidence/:quarter/:slug/:indicator/:evidenceId/hiding": looked,
  "POST /evidence/:quarter/:slug/:indicator/:evidenceId/description": ["describeEvidence"],
  "POST /evidence/:quarter/:slug/:indicator/:evidenceId/removal": ["removeEvidence"],
  "POST /nominations/:nominationId/attachments": ["addAttachment"],
  "POST /attachments/:attachmentId/removal": ["removeAttachment"],

  "POST /organisation/export": ["requestExport"],
  "POST /organisation/deletion": leaving,
  "POST /organisation/deletion/withdrawal": leaving,
  "POST /keys": keys,
  "POST /keys/:keyId/rotation": keys,
  "POST /keys/:keyId/revocation": keys,

  "POST /members/:memberId/factor-reset": factors,
  "POST /organisations/:organisationId/factor-reset": factors,
  "POST /factor-resets/confirmation": factors,
  "POST /factor-resets/stop": factors,
  "POST /account/factor-reset/stop": own,
  "POST /organisation/second-factor": factors,
  "POST /organisations/:organisationId/second-factor": factors,

  "POST /deputies": standingIn,
  "POST /deputies/confirmation": standingIn,
  "POST /deputies/end": standingIn,

  "POST /organisations": letting,
  "POST /organisations/:organisationId": letting,
  [head]: letting,
  [`${head}/:headInvitationId/renewal`]: letting,
  [`${head}/:headInvitationId/revocation`]: letting,

  "POST /sign-in/code": own,
  "POST /sign-in/code/passkey": own,
  "POST /account/passkeys": own,
  "POST /account/passkeys/:passkeyId/removal": own,
  "POST /desk/inbox/all-read": own,
  "POST /desk/inbox/:messageId/read": own,
  "POST /account/letters": own,
  "POST /organisation/letters": "which e-mails people get, people decide",
  "POST /account/password": own,
  "POST /account/email": own,
  "POST /account/sign-in": own,
  "POST /account/calendar": own,
  "POST /account/calendar/end": own,
  "POST /account/email-verification": own,
  "POST /account/second-factor": own,
  "POST /account/second-factor/removal": own,
  "POST /account/recovery-codes": own,
  "POST /account/sessions/:sessionId/end": own,
  "POST /account/other-sessions/end": own,
  "POST /account/organisation": own,
}

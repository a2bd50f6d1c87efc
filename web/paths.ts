import { accountPaths } from "./account-paths.ts"
import { segment, withQuery } from "./address.ts"
import { apiPaths } from "./api-paths.ts"
import { boardPaths } from "./board-paths.ts"
import { bookPaths } from "./book-paths.ts"
import { evidencePaths } from "./evidence-paths.ts"
import { publicPaths } from "./public-paths.ts"
import { quarterPaths } from "./quarter-paths.ts"
import { requestPaths } from "./request-paths.ts"

export { withQuery }

type AuditQuery = { [name in "action" | "entity" | "person" | "from" | "to" | "id"]?: string }

/** What files that are imported hold. */
type ImportOf = "estates" | "places" | "clerks"

/** The parts of a programme on the organiser's desk. */
export type SelectionPart =
  | "rules"
  | "nominations"
  | "judges"
  | "assignment"
  | "results"
  | "shortlist"
  | "notice"
  | "awards"
  | "archive"

export const paths = {
  securityTxt: () => "/.well-known/security.txt",
  ...publicPaths,

  /** An address of ours, asked for in a language: the reader keeps it from then on. */
  inLanguage: (address: string, language: string) =>
    `${address}${address.includes("?") ? "&" : "?"}lang=${language}`,

  apiReleases: () => "/api/v1/releases",
  apiRelease: (period: string, format: "" | ".csv" = "") => `/api/v1/releases/${segment(period)}${format}`,
  /** A release by its number: also one that a later release of its period has corrected. */
  apiReleaseNumber: (period: string, number: number, format: "" | ".csv" = "") =>
    `${paths.apiRelease(period)}/${number}${format}`,
  /** What a release is computed from and to: `values.csv`, `expected.csv`, and parts of them. */
  apiReleaseFile: (period: string, number: number, file: string) =>
    `${paths.apiReleaseNumber(period, number)}/${segment(file)}`,
  apiValues: (period: string) => `${paths.apiRelease(period)}/values.csv`,
  /** By code, or by id (`code@version`) for one that a newer version has replaced. */
  apiEdition: (code: string) => `/api/v1/editions/${segment(code)}`,

  signIn: (query: { to?: string; ended?: string; done?: string } = {}) => withQuery("/sign-in", query),
  signInCode: (query: { to?: string } = {}) => withQuery("/sign-in/code", query),
  signOut: () => "/sign-out",
  passwordReset: (query: { sent?: string } = {}) => withQuery("/password-reset", query),
  newPassword: (token: string) => `/password-reset/${segment(token)}`,
  emailVerification: (token: string) => `/email-verification/${segment(token)}`,
  account: (query: { done?: string } = {}) => withQuery("/account", query),
  signInPasskey: () => "/sign-in/passkey",
  codePasskey: () => "/sign-in/code/passkey",
  passkeys: () => "/account/passkeys",
  newPasskey: () => "/account/passkeys/new",
  passkeyRemoval: (id: string) => `/account/passkeys/${segment(id)}/removal`,
  secondFactor: (query: { replace?: string; recovered?: number; done?: string; to?: string } = {}) =>
    withQuery("/account/second-factor", query),
  resets: (query: { done?: string } = {}) => withQuery("/factor-resets", query),
  resetConfirmation: () => "/factor-resets/confirmation",
  resetStop: () => "/factor-resets/stop",
  ownResetStop: () => "/account/factor-reset/stop",
  memberReset: (id: string) => `${paths.member(id)}/factor-reset`,
  organisationReset: (id: string) => `${paths.organisation(id)}/factor-reset`,
  resetLetter: (token: string) => `/second-factor-reset/${segment(token)}`,
  secondFactorRemoval: () => "/account/second-factor/removal",
  recoveryCodes: () => "/account/recovery-codes",
  /** Who needs a second factor: in the own organisation, or (for the operator) in another one. */
  factorPolicy: (id: string | null, query: { done?: string } = {}) =>
    withQuery(`${id === null ? "/organisation" : paths.organisation(id)}/second-factor`, query),
  sessions: (query: { page?: number; done?: string } = {}) => withQuery("/account/sessions", query),
  endSession: (sessionId: string) => `/account/sessions/${segment(sessionId)}/end`,
  endOtherSessions: () => "/account/other-sessions/end",
  desk: (query: { steps?: "all" } = {}) => withQuery("/desk", query),
  inbox: (query: { after?: string } = {}) => withQuery("/desk/inbox", query),
  readMessage: (id: string) => `/desk/inbox/${segment(id)}/read`,
  readAllMessages: () => "/desk/inbox/all-read",
  ownLetters: (query: { done?: string } = {}) => withQuery("/account/letters", query),
  organisationLetters: (query: { done?: string } = {}) => withQuery("/organisation/letters", query),
  trend: (query: { q?: string } = {}) => withQuery("/filing/trend", query),
  trendFile: () => "/filing/trend.csv",
  burden: (query: { quarter?: string } = {}) => withQuery("/burden", query),
  filing: (query: { quarter?: string; state?: string } = {}) => withQuery("/filing", query),
  submission: (estateSlug: string, quarter: string) => `/filing/${segment(quarter)}/${segment(estateSlug)}`,
  saveDraft: (estateSlug: string, quarter: string) => `${paths.submission(estateSlug, quarter)}/draft`,
  submitCheck: (estateSlug: string, quarter: string) => `${paths.submission(estateSlug, quarter)}/check`,
  signOff: (estateSlug: string, quarter: string) => `${paths.submission(estateSlug, quarter)}/sign-off`,
  receipt: (estateSlug: string, quarter: string, ending: "" | ".json" = "", filing?: number) =>
    withQuery(`${paths.submission(estateSlug, quarter)}/receipt${ending}`, { filing }),
  /** How the score of an estate's quarter comes about, for whoever files it. */
  scoreTold: (estateSlug: string, quarter: string) => `${paths.submission(estateSlug, quarter)}/score`,
  verifyReceipt: () => "/verify-receipt",
  asking: (estateSlug: string, quarter: string) => `${paths.submission(estateSlug, quarter)}/asking`,
  withdrawal: (estateSlug: string, quarter: string) => `${paths.submission(estateSlug, quarter)}/withdrawal`,
  verification: (query: { quarter?: string; state?: string } = {}) => withQuery("/verification", query),
  verifySubmission: (estateSlug: string, quarter: string) =>
    `/verification/${segment(quarter)}/${segment(estateSlug)}`,
  findings: (estateSlug: string, quarter: string) =>
    `${paths.verifySubmission(estateSlug, quarter)}/findings`,
  previewDecisions: (estateSlug: string, quarter: string) =>
    `${paths.verifySubmission(estateSlug, quarter)}/preview`,
  verify: (estateSlug: string, quarter: string) =>
    `${paths.verifySubmission(estateSlug, quarter)}/verification`,
  takeBackVerification: (estateSlug: string, quarter: string) =>
    `${paths.verifySubmission(estateSlug, quarter)}/taking-back`,
  returnSubmission: (estateSlug: string, quarter: string) =>
    `${paths.verifySubmission(estateSlug, quarter)}/return`,
  keys: (query: { page?: number } = {}) => withQuery("/keys", query),
  newKey: () => "/keys/new",
  key: (id: string) => `/keys/${segment(id)}`,
  rotateKey: (id: string) => `${paths.key(id)}/rotation`,
  revokeKey: (id: string) => `${paths.key(id)}/revocation`,
  ...accountPaths,
  ...apiPaths,
  ...bookPaths,
  ...quarterPaths,
  ...boardPaths,
  ...requestPaths,
  ...evidencePaths,
  reference: (resource?: string) => (resource ? `/api/reference/${segment(resource)}` : "/api/reference"),
  problems: () => "/problems",
  problem: (code: string) => `/problems/${segment(code)}`,
  export: (query: { page?: number } = {}) => withQuery("/organisation/export", query),
  exportFile: (exportId: string) => `/organisation/export/${segment(exportId)}`,
  deletion: (query: { done?: string } = {}) => withQuery("/organisation/deletion", query),
  takeBackDeletion: () => "/organisation/deletion/withdrawal",
  /** Every row of a list of the desk that its filters leave, as CSV. */
  listFile: (of: "board" | "burden" | "filing" | "members" | "organisations" | "registry" | "verification") =>
    `/${of}/list.csv`,
  members: () => "/members",
  member: (id: string) => `/members/${segment(id)}`,
  memberRole: (id: string) => `${paths.member(id)}/role`,
  memberEstates: (id: string, query: { q?: string; page?: number } = {}) =>
    withQuery(`${paths.member(id)}/estates`, query),
  memberRemoval: (id: string) => `${paths.member(id)}/removal`,
  memberSession: (id: string, sessionId: string) => `${paths.member(id)}/sessions/${segment(sessionId)}`,
  permissions: () => "/permissions",
  organisations: (query: { q?: string; kind?: string } = {}) => withQuery("/organisations", query),
  newOrganisation: (query: { kind?: string; q?: string; place?: string; name?: string } = {}) =>
    withQuery("/organisations/new", query),
  organisation: (id: string) => `/organisations/${segment(id)}`,
  /** Invitations of the own organisation, or (for the operator) of another one. */
  invitations: (organisationId: string | null) =>
    `${organisationId === null ? paths.members() : paths.organisation(organisationId)}/invitations`,
  sentInvitation: (organisationId: string | null, id: string) =>
    `${paths.invitations(organisationId)}/${segment(id)}`,
  invitationEstates: (id: string, query: { q?: string; page?: number } = {}) =>
    withQuery(`${paths.sentInvitation(null, id)}/estates`, query),
  renewal: (organisationId: string | null, id: string) =>
    `${paths.sentInvitation(organisationId, id)}/renewal`,
  revocation: (organisationId: string | null, id: string) =>
    `${paths.sentInvitation(organisationId, id)}/revocation`,
  /** Where the invited person accepts; `letter` is the proof that the link came by e-mail. */
  invitation: (token: string, query: { letter?: string; proof?: string; sent?: string } = {}) =>
    withQuery(`/invitations/${segment(token)}`, query),
  joiningLetter: (token: string) => `/invitations/${segment(token)}/letter`,
  joining: (token: string) => `/invitations/${segment(token)}/membership`,
  switching: () => "/account/organisation",
  registry: (query: { q?: string; district?: string; show?: string; sort?: string } = {}) =>
    withQuery("/registry", query),
  newEstate: (query: { in?: string; q?: string; place?: string } = {}) => withQuery("/registry/new", query),
  estates: () => "/registry/estates",
  estateSheet: (slug: string) => `/registry/estates/${segment(slug)}`,
  estateFacts: (slug: string) => `${paths.estateSheet(slug)}/facts`,
  retirement: (slug: string) => `${paths.estateSheet(slug)}/retirement`,
  reinstatement: (slug: string) => `${paths.estateSheet(slug)}/reinstatement`,
  tenures: (slug: string) => `${paths.estateSheet(slug)}/tenures`,
  places: (query: { q?: string; district?: string; page?: number } = {}) =>
    withQuery("/registry/places", query),
  /** `of`: what the file holds. */
  import: (of: ImportOf, query: { done?: number } = {}) =>
    withQuery(
      { estates: "/registry/import", places: "/registry/places/import", clerks: "/clerks" }[of],
      query,
    ),
  importConfirmation: (of: ImportOf) => `${paths.import(of)}/confirmation`,
  importTemplate: (of: ImportOf, format: "csv" | "xlsx") => `${paths.import(of)}/template.${format}`,
  registryCsv: () => "/registry/estates.csv",
  newPlace: () => "/registry/places/new",
  place: (code: string) => `/registry/places/${segment(code)}`,
  placeName: (code: string) => `${paths.place(code)}/name`,
  placeRetirement: (code: string) => `${paths.place(code)}/retirement`,
  placeReinstatement: (code: string) => `${paths.place(code)}/reinstatement`,
  tenureEnd: (slug: string, tenureId: string) => `${paths.tenures(slug)}/${segment(tenureId)}/end`,
  tenureRemoval: (slug: string, tenureId: string) => `${paths.tenures(slug)}/${segment(tenureId)}/removal`,

  audit: (query: AuditQuery & { after?: string } = {}) => withQuery("/audit", query),
  auditCsv: (query: AuditQuery = {}) => withQuery("/audit/events.csv", query),
  auditJson: (query: AuditQuery = {}) => withQuery("/audit/events.json", query),

  // 评选, public
  programmes: (query: { page?: number } = {}) => withQuery("/programmes", query),
  programme: (slug: string) => `/programmes/${segment(slug)}`,
  programmeRules: (slug: string, version?: number) =>
    `${paths.programme(slug)}/rules${version === undefined ? "" : `/${version}`}`,
  publicArchive: (slug: string, number?: number) =>
    `${paths.programme(slug)}/${number === undefined ? "archive.json" : `archives/${number}`}`,
  apiPublicArchive: (slug: string) => `/api/v1/programmes/${segment(slug)}/archive`,
  notice: (slug: string, number?: number) =>
    `${paths.programme(slug)}/notice${number === undefined ? "" : `/${number}`}`,
  objection: (slug: string) => `${paths.programme(slug)}/objection`,
  objectionReceipt: (receipt: string) => `/objections/${segment(receipt)}`,
  awards: (query: { programme?: string; year?: string; page?: number } = {}) => withQuery("/awards", query),
  certificate: (number: string) => `/certificates/${segment(number)}`,
  certificateSheet: (number: string) => `${paths.certificate(number)}/sheet`,
  awardsCsv: () => "/awards.csv",
  apiAwards: () => "/api/v1/awards",

  // 评选, the organiser's desk; `programme` is a slug
  selection: (query: { page?: number } = {}) => withQuery("/selection", query),
  newProgramme: () => "/selection/new",
  programmeBeginning: (programme: string) => `${paths.selectionOf(programme)}/beginning`,
  programmePhase: (programme: string) => `${paths.selectionOf(programme)}/phase`,
  programmeStop: (programme: string) => `${paths.selectionOf(programme)}/stop`,
  droppedChanges: (programme: string) => `${paths.selectionPart(programme, "rules")}/withdrawal`,
  rulesPart: (programme: string, part: string) =>
    `${paths.selectionPart(programme, "rules")}/${segment(part)}`,
  selectionOf: (programme: string, query: { done?: string } = {}) =>
    withQuery(`/selection/${segment(programme)}`, query),
  selectionPart: (
    programme: string,
    part: SelectionPart,
    query: Record<string, string | number | undefined> = {},
  ) => withQuery(`/selection/${segment(programme)}/${part}`, query),
  resultsCsv: (programme: string) => `${paths.selectionPart(programme, "results")}.csv`,
  /** What judges of a blind programme see of each nomination. */
  redactions: (programme: string) => `/selection/${segment(programme)}/redaction`,
  redaction: (programme: string, blindCode: string, query: { done?: string } = {}) =>
    withQuery(`${paths.redactions(programme)}/${segment(blindCode)}`, query),
  redactedCopies: (programme: string, blindCode: string) => `${paths.redaction(programme, blindCode)}/copies`,

  noticeClosing: (programme: string) => `${paths.selectionPart(programme, "notice")}/closing`,
  /** An objection on the organiser's desk, and what can be done with it. */
  objectionCase: (programme: string, objectionId: string) =>
    `/selection/${segment(programme)}/objections/${segment(objectionId)}`,
  objectionAdmission: (programme: string, objectionId: string) =>
    `${paths.objectionCase(programme, objectionId)}/admission`,
  objectionRefusal: (programme: string, objectionId: string) =>
    `${paths.objectionCase(programme, objectionId)}/refusal`,
  objectionDecision: (programme: string, objectionId: string) =>
    `${paths.objectionCase(programme, objectionId)}/decision`,
  award: (programme: string, awardId: string) =>
    `${paths.selectionPart(programme, "awards")}/${segment(awardId)}`,
  awardRevocation: (programme: string, awardId: string) => `${paths.award(programme, awardId)}/revocation`,

  programmeArchive: (programme: string) => `${paths.selectionPart(programme, "archive")}/programme.json`,

  // 申报
  nominations: (query: { page?: number } = {}) => withQuery("/nominations", query),
  newNomination: (programme: string, query: { category?: string; q?: string; page?: number } = {}) =>
    withQuery(`/nominations/new/${segment(programme)}`, query),
  nomination: (id: string, query: { done?: string } = {}) => withQuery(`/nominations/${segment(id)}`, query),
  nominationSubmission: (id: string) => `${paths.nomination(id)}/submission`,
  nominationWithdrawal: (id: string) => `${paths.nomination(id)}/withdrawal`,
  screening: (programme: string) => `${paths.selectionPart(programme, "nominations")}/screening`,
  screenedNomination: (programme: string, id: string, query: { done?: string } = {}) =>
    withQuery(`${paths.selectionPart(programme, "nominations")}/${segment(id)}`, query),
  override: (programme: string, id: string) => `${paths.screenedNomination(programme, id)}/override`,
  overrideDecision: (programme: string, id: string) => `${paths.override(programme, id)}/decision`,
  /** A file of a nomination or of an objection, for those who may see it. */
  feedback: (nominationId: string) => `${paths.nomination(nominationId)}/feedback`,
  attachment: (id: string) => `/attachments/${segment(id)}`,
  attachments: (nominationId: string) => `${paths.nomination(nominationId)}/attachments`,
  attachmentRemoval: (id: string) => `${paths.attachment(id)}/removal`,

  // 评委 and 分配 on the organiser's desk
  judgeAtDesk: (programme: string, judgeId: string, query: { done?: string } = {}) =>
    withQuery(`${paths.selectionPart(programme, "judges")}/${segment(judgeId)}`, query),
  judgeIdentity: (programme: string, judgeId: string) => `${paths.judgeAtDesk(programme, judgeId)}/identity`,
  judgeRemoval: (programme: string, judgeId: string) => `${paths.judgeAtDesk(programme, judgeId)}/removal`,
  assignmentPairs: (programme: string) => `${paths.selectionPart(programme, "assignment")}/pairs`,
  /** One candidate given to one judge, to be taken back. */
  assignmentPair: (programme: string, assignmentId: string) =>
    `${paths.assignmentPairs(programme)}/${segment(assignmentId)}`,
  assignmentRemoval: (programme: string, assignmentId: string) =>
    `${paths.assignmentPair(programme, assignmentId)}/removal`,
  assignmentFile: (programme: string) => `${paths.selectionPart(programme, "assignment")}/file`,
  assignmentFileConfirmation: (programme: string) => `${paths.assignmentFile(programme)}/confirmation`,
  assignmentCsv: (programme: string) => `${paths.selectionPart(programme, "assignment")}/assignments.csv`,

  // 评审; ids say nothing about the candidate
  judging: () => "/judging",
  judge: (judgeId: string, query: { done?: string } = {}) => withQuery(`/judging/${segment(judgeId)}`, query),
  judgeAnswer: (judgeId: string) => `${paths.judge(judgeId)}/answer`,
  judgeInterests: (judgeId: string, query: { kind?: string; q?: string } = {}) =>
    withQuery(`${paths.judge(judgeId)}/interests`, query),
  review: (assignmentId: string, query: { done?: string } = {}) =>
    withQuery(`/reviews/${segment(assignmentId)}`, query),
  reviewDraft: (assignmentId: string) => `${paths.review(assignmentId)}/draft`,
  reviewSubmission: (assignmentId: string) => `${paths.review(assignmentId)}/submission`,

  asset: (name: string) => `/assets/${name}`,
}

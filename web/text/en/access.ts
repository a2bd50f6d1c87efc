import { kilobytes, megabytes } from "../../../worker/domain/bytes.ts"
import { mostPasskeys } from "../../../worker/domain/identity/passkey.ts"
import { invitationDays } from "../../../worker/domain/organisation/invitation.ts"
import { tableLimit } from "../../../worker/domain/registry/import-table.ts"
import { requestLimits } from "../../../worker/domain/request-limits.ts"
import { keptDays } from "../../../worker/domain/retention.ts"
import { attachmentLimit } from "../../../worker/domain/selection/attachment.ts"
import type { access as zh } from "../zh/access.ts"
import { corrections } from "./corrections.ts"
import { deputies } from "./deputies.ts"
import { evidence } from "./evidence.ts"
import { exemptions } from "./exemptions.ts"
import { extensions } from "./extensions.ts"

export const access: typeof zh = {
  signInTitle: "Sign in",
  email: "E-mail",
  password: "Password",
  signIn: "Sign in",
  signInWrong:
    "Account or password is not right. Check capitals and try again; where others have the same name, use your number or e-mail.",
  account: "E-mail, mobile number or sign-in name",
  noMembership:
    "Your session has ended, or this account belongs to no organisation at present. Sign in again; if you come back here, ask your organisation's manager.",
  deskTitle: "Desk",
  deskFor: (organisation, role) => `${organisation} · ${role}`,
  roles: {
    manager: "manager",
    editor: "editor",
    viewer: "viewer",
    approver: "approver",
    verifier: "verifier",
    chair: "chair",
    secretary: "secretary",
    judge: "judge",
    operator: "platform operator",
  },
  faster: {
    title: "Somebody was faster",
    line: ({ when, who, what }) => `${when}, ${who}: ${what}.`,
    of: (organisation, role) => `${role} of ${organisation}`,
    program: (who) => `a program of ${who}`,
    somebody: "somebody else",
  },
  cards: {
    filing: {
      title: "Quarterly filing",
      text: "See which estates are due, fill in, submit and see the score",
    },
    part: { title: "Our own figures", text: "Fill in what your level provides; you see only your own items" },
    verification: { title: "Verification", text: "Check submitted values: accept, adjust or ask" },
    quarters: { title: "Quarters", text: "How far filing and verification are, by district" },
    closing: { title: "Closing", text: "See the district's progress, then close its quarter" },
    members: { title: "Members", text: "Invite people, change roles, see and end sessions" },
    organisations: {
      title: "Organisations",
      text: "Register companies, authorities and organisers, and invite their heads",
    },
    release: { title: "Release", text: "See the progress of all districts, then release the quarter" },
  },
  openCard: "Open",
  error: {
    title: "Not done",
    kept: "Your browser's Back button returns to the page you came from; what you typed is still there.",
    back: "Back to the page you came from",
    typed: "What you typed (not saved)",
    typedText:
      "Copy it here, shorten it and fill it in again. Of what is too long only the beginning was kept.",
    typedPart: (number) => `Text ${number}`,
    toDesk: "Back to the desk",
    toHome: "Back to the home page",
    requestId: (id) => `Request: ${id}`,
  },
  unknownHost: {
    title: "No city at this address",
    sentence: "Check how the address is spelled, or ask whoever gave it to you.",
  },
  refusals: {
    not_found: () =>
      "There is no such page, or it is outside what you may see. Check the address or search from the home page.",
    forbidden: () => "Your role does not allow this. Ask your organisation's manager if you need it.",
    membership_changed: () =>
      "Your role, membership or session in this organisation changed while you worked, so nothing was done. Open the desk again.",
    sign_in_first: () =>
      "Your session has ended and nothing was saved. Sign in in a new window, then go back in the browser and submit again: what you typed is still there.",
    forbidden_origin: () =>
      "The request did not come from a page of this site and was refused. Open the page here and try again.",
    bad_request: () => "The request is malformed and was not processed. Go back and submit again.",
    too_many_searches: () => "That were too many searches. Please try again in a minute.",
    many_signing_in: () =>
      "Too many people are signing in at this moment, so nothing was done. Please try again in a few seconds.",
    too_large: () =>
      `What was sent is too large (limit ${kilobytes(requestLimits.body)} KB; forms with files: ${megabytes(tableLimit.file)} MB to import, ${megabytes(attachmentLimit.file)} MB for one attachment and ${megabytes(attachmentLimit.form)} MB in all) and was not processed. Shorten the long text and submit again.`,
    body_stalled: () =>
      "What was sent stopped half-way; it was not processed and nothing was written. Check the connection and submit again.",
    address_too_long: () =>
      `The address is too long (limit ${kilobytes(requestLimits.address)} KB) and was not processed. Shorten the search or the parameters and try again.`,
    headers_too_large: () =>
      `The request has too many or too long headers (limit ${requestLimits.headers}, and ${kilobytes(requestLimits.headerCharacters)} KB together) and was not processed. Clear the cookies of this site, or try another browser.`,
    list_sort_unknown: (p: Record<string, string | number>) =>
      `This list cannot be ordered by “${p["sort"]}”. It can be ordered by ${p["sorts"]}. Correct sort in the address, or choose an order on the list’s page.`,
    list_filter_unknown: (p: Record<string, string | number>) =>
      `There is no filter value “${p["value"]}”: ${p["filter"]} can be ${p["values"]}. Correct the address, or choose on the list’s page.`,
    list_place_unknown: () =>
      "The page position in the address belongs to another list, filter or order, or was changed. Start again from the first page of the list.",
    unexpected: () =>
      "Something unexpected happened; nothing was written. Try again later, or tell us the request number below.",
    stale: () =>
      "This was changed while you worked on it, so nothing was done. Reload, look at the changes, then act.",
    second_factor_due: () =>
      "Please type your code first. Nothing was saved; the browser's back button leads to the page as it was.",
    password_due: () => "Change the first password of your slip to one of your own before anything else.",
    second_factor_needed: () => "Your role needs two-step verification before it may do this.",
    second_factor_kept: () =>
      "Your role needs two-step verification, so it cannot be turned off. For a new phone set up another authenticator.",
    second_factor_is_off: () => "This account has no two-step verification. Set it up under Account first.",
    reset_own: () => "This is your own two-step verification: two other people have to ask and to confirm.",
    reset_asked: () => "You asked for this one; another person has to confirm it.",
    reset_open: () =>
      "Somebody has asked for this person already, and it waits to be confirmed; or the person has just left. See the resets that wait.",
    reset_over: () =>
      "This request does not wait any more: it was confirmed, stopped or has expired, or whoever asked or the person has left. Please reload the page.",
    second_factor_none: () => "This person has no two-step verification, so there is nothing to reset.",
    last_factor_kept: () =>
      "This is your only second step, and your role needs it. Add another one before you remove it.",
    passkeys_many: () =>
      `At most ${mostPasskeys} passkeys can be registered. Please remove one that you no longer use.`,
    codes_shown: () =>
      "This was done already, and recovery codes are shown once. If you did not keep them, make new ones under Account.",
    link_over: () =>
      "This link was used, is too old, or was replaced by a newer one. Please ask for another.",
    email_confirmed: () => "This e-mail is confirmed already; no letter is needed.",
    key_reused: () =>
      "This submission carries the number of an earlier, different one. Reload and try again.",
    move_save: () =>
      "This filing has been submitted and cannot be edited. Before it is verified you can withdraw it.",
    move_submit: () => "This filing has been submitted already.",
    ask_nothing: () => "There is nothing for this provider to correct or fill in now. Reload the page.",
    asked_today: () => "This provider has been asked today; you can ask again tomorrow.",
    move_withdraw: (p) =>
      p["state"] === "street_verified" || p["state"] === "verified"
        ? "An authority has verified this filing; it cannot be withdrawn. Ask the street or the district to return it."
        : "This filing is not submitted, so there is nothing to withdraw; you can edit it.",
    move_verify_street: () => "This filing is not waiting for the street. Reload to see where it stands.",
    move_verify_district: () => "This filing is not waiting for the district. Reload to see where it stands.",
    move_take_back: () =>
      "There is no verification of your level to take back: the level above has verified, or the district has closed. Reload to see where it stands.",
    move_return: () => "This filing cannot be returned now. Reload to see where it stands.",
    part_closed: () =>
      "The street has verified; your figures cannot be changed any more. Ask the street to return it.",
    sending_changed: () => "Something changed since you looked; nothing was sent. Look at the list again.",
    verifying_changed: (p) =>
      `Nothing was verified: ${String(p["names"]).replaceAll("/", ", ")} (${p["n"]} in all) bear a mark by now or were changed by somebody. Look at the list again.`,
    book_faults: (p) => `${p["n"]} rows cannot be written; nothing was written.`,
    book_same: () => "No cell differs; nothing was changed.",
    closed: () => "The district has closed this quarter.",
    released: () =>
      "This quarter is being released or has been released; it cannot be changed any more. If something is wrong, ask the city's authority to open a correction.",
    ...corrections.refusals,
    ...evidence.refusals,
    ...extensions.refusals,
    ...deputies.refusals,
    ...exemptions.refusals,
    release_running: () => "This quarter is being released; please wait.",
    preliminary_missing: (p) =>
      `Make a preliminary release first: companies check it for ${p["days"]} working days before the final one.`,
    window_open: (p) => `It is being checked until ${p["day"]}; the final release comes after that.`,
    preliminary_outdated: (p) =>
      `${p["n"]} estates have joined, or were closed again, since the preliminary release, and no company has checked them. Make another preliminary release first.`,
    preliminary_stands: () => "This quarter has a preliminary release. Ask the city for changes.",
    nothing_closed: () => "No district has closed, so there is no estate to release preliminarily.",
    window_over: () =>
      "The time for checking is over, no more corrections can be asked for. After the final release they can again.",
    not_stalled: () => "The release is still moving; no restart is needed.",
    not_ended: () => "This quarter has not ended yet.",
    already_closed: () => "The district has already closed this quarter.",
    not_closed: () => "This district has not closed; there is nothing to open.",
    quarter_in_use: () => "Somebody has typed into this quarter or closed it already; it cannot be deleted.",
    already_released: () => "This quarter is released or being released already.",
    key_ended: () => "This key has ended. Make a new one if you need it.",
    key_rotated: () => "This key has been rotated already; use the new one.",
    marks_open: (p) =>
      `${p["n"]} marks are not settled: tick each one once you have checked it, or adjust or return.`,
    finding_conflict: () =>
      "Somebody has just decided otherwise on some values; nothing was written. Look and choose.",
    asked_open: (p) => `${p["n"]} questions are still open: return the filing, or accept or adjust them.`,
    export_running: () => "An export is under way already; please wait for it.",
    export_many: (p) =>
      `There are ${p["n"]} archives that can still be downloaded; take one of them, or wait until they expire.`,
    deletion_asked: () => "This organisation has already asked to be deleted; there is no need to ask again.",
    deletion_not_asked: () => "This organisation has not asked to be deleted, or it was taken back already.",
    deletion_due: () =>
      `The ${keptDays.deletion} days are over: the deletion is under way and cannot be taken back.`,
    invitation_unknown: () =>
      "There is no such invitation. Check that the link is whole, or ask for a new one.",
    invitation_accepted: () =>
      "This invitation has been used. Each is good for one person; ask for a new one.",
    invitation_revoked: () =>
      "This invitation was revoked or replaced by a newer one. Use the newest link, or ask for one.",
    invitation_expired: () => `This invitation has expired (${invitationDays} days). Ask for a new one.`,
    invitation_closed: () => "This invitation waits no more and cannot be changed.",
    already_joined: () => "You are a member of this organisation already.",
    role_sees_all: () => "Only editors can be limited to some estates; other roles work on all.",
    organisation_deleted: () => "This organisation has been deleted and cannot be changed.",
    slip_by_email: () => "This member has an e-mail and sets a new password by itself; no slip is printed.",
    slip_elsewhere: () => "This member belongs to another organisation, too: no single one prints its slip.",
    clerks_same: () => "The file says what stands already; nothing was changed.",
    import_faults: () => "The file has faults; nothing was changed. Send it to be checked again.",
    last_head: () => "This is the only head of the organisation: make another member a head first.",
    heads_by_people: () =>
      "A key cannot invite, appoint, dismiss or remove a head. A head does it on the members page.",
    estate_retired: () => "This estate is retired already.",
    estate_not_retired: () => "This estate is not retired.",
    closed_unreleased: () =>
      "A quarter is closed and not released; taking the retirement back would change it. Wait for the release.",
    place_retired_already: () => "This place is retired already.",
    place_not_retired: () => "This place is not retired.",
    city_stays: () => "The city itself cannot be retired.",
    place_not_empty: (p) => `${p["n"]} places below it still stand: retire them first.`,
    tenure_not_last: () => "Only the latest company can be changed. Reload the page.",
    reason_needed: () => "A return needs a reason that says what to change.",
  },
}

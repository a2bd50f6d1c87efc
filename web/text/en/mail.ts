import { emailDays } from "../../../worker/domain/identity/proof-link.ts"
import { invitationDays } from "../../../worker/domain/organisation/invitation.ts"
import type { mail as zh } from "../zh/mail.ts"
import { closingLetters } from "./mail-closings.ts"
import { quarterLetters } from "./mail-quarters.ts"
import { some } from "./plural.ts"

const here = "the link below"

/** Words of letters. */
export const mail: typeof zh = {
  afterEmailChanged: [
    "This address can no longer sign in or reset the password. If it was not you who changed it, ask your organisation's manager at once to remove the account and to invite you anew.",
  ],
  title: "Mail",
  estateLine: (name, band, points) => (points === "" ? name : `${name}: ${band}, ${points} points`),
  hands: {
    taken: (name, day) => `${name}: yours to manage from ${day} on`,
    given: (name, day) => `${name}: yours to manage until ${day}`,
    never: (name) => `${name}: was registered as yours by mistake`,
  },
  moreEstates: (n) => `And ${n} more; sign in to see them.`,
  linkElsewhere: "the link in the e-mail",
  letters: {
    invitation: {
      subject: (p) => `${p.inviter} invites you to join “${p.organisation}”`,
      short: (p) => `${p.inviter} invites you to ${p.organisation}`,
      before: (p) => [
        `${p.inviter} invites you to join “${p.organisation}” as ${p.role}.`,
        `Open the link below, check the organisation and accept. The link is valid for ${invitationDays} days and works once.`,
      ],
      action: "See the invitation",
      after: () => ["If you do not know this organisation or person, ignore this message."],
    },
    joining: {
      subject: (p) => `Go on to join “${p.organisation}”`,
      short: (p) => `Open the mailed link within ${p.hours} h to join`,
      before: (p) => [
        `Somebody opened an invitation by ${p.inviter} to join “${p.organisation}” as ${p.role} with this e-mail address.`,
        `If it was you, open the link below and choose a name and a password. The link is valid for ${p.hours} hours and works once.`,
      ],
      action: "Choose a name and a password",
      after: () => [
        "If it was not you, ignore this message: nobody can join with your address without this link.",
      ],
    },
    joining_known: {
      subject: (p) => `Sign in to join “${p.organisation}”`,
      short: () => "This address has an account: sign in to join",
      before: (p) => [
        `Somebody opened an invitation by ${p.inviter} to join “${p.organisation}” as ${p.role} with this e-mail address.`,
        "This address has an account. If it was you, open the link below and sign in to join; no second account is needed.",
      ],
      action: "Sign in to join",
      after: () => [
        "If it was not you, ignore this message: nobody can join with your address without signing in to your account.",
      ],
    },
    reset: {
      subject: () => "Set a new password",
      short: (p) => `New password asked for: mailed link, ${p.minutes} minutes`,
      before: (p, link = here) => [
        "Somebody asked for a new password for the account with this e-mail address.",
        `Open ${link} to set one. It is valid for ${p.minutes} minutes and works once.`,
      ],
      action: "Set a new password",
      after: () => ["If it was not you, ignore this message: your password stays as it is."],
    },
    email: {
      subject: () => "Please confirm this e-mail address",
      short: () => `Confirm your e-mail with the mailed link within ${emailDays} days`,
      before: () => [
        `Open the link below to confirm that this e-mail address is yours. The link is good for ${emailDays} days and works once.`,
        "If you are changing your sign-in e-mail, it changes once you confirm; until then sign in with the old one.",
      ],
      action: "Confirm the address",
      after: () => ["If you never entered this address here, ignore this message."],
    },
    email_used: {
      subject: () => "Somebody wanted to sign in to another account with this e-mail address",
      short: () => "Somebody tried your address for another account; no change",
      before: () => [
        "Somebody wanted to change the sign-in address of their account to this one. It is the address of your account already, so nothing has changed.",
        "If it was you and you want it for the other account, give your account another address first.",
      ],
      action: null,
      after: () => [
        "If it was not you, there is nothing to do: they only know that a letter was sent, not whether this address has an account.",
      ],
    },
    factor_reset: {
      subject: () => "Somebody asks to reset your two-step verification",
      short: (p) => `Reset of your second step asked by ${p.inviter}; stop it if wrong`,
      before: (p, link = here) => [
        `${p.inviter} of ${p.organisation} says that you have lost your second step (authenticator, passkeys and recovery codes) and asks to reset it.`,
        `The reason given: ${p.reason}`,
        `Once another person who may do so confirms it before ${p.day} (Beijing time), your second step is removed and you are signed out everywhere; then you sign in with your password and set it up anew.`,
        `If you did not ask for it, open ${link} at once and stop it.`,
      ],
      action: "I did not ask for it: stop it",
      after: () => [
        "If it was you who asked for it, there is nothing to do. Signing in once with your second step stops it, too.",
      ],
    },
    deletion_requested: {
      subject: (p) => `Deletion of “${p.organisation}” was requested`,
      short: (p) => `${p.organisation} is to be deleted from ${p.day}`,
      before: (p) => [
        `A manager of “${p.organisation}” asked for the organisation's data to be deleted.`,
        `From ${p.day} on members and contacts will be removed; released figures stay under the organisation's public name. Until then the request can be taken back.`,
      ],
      action: "See or take back",
      after: () => [],
    },
    key_made: {
      subject: (p) => `“${p.organisation}” has a new API key`,
      short: (p) => `New API key “${p.key}” by ${p.maker}`,
      before: (p) => [
        `At ${p.when} (Beijing time) ${p.maker} made the API key “${p.key}” for “${p.organisation}”.`,
        "With it a program may act for the organisation until it ends or is revoked.",
      ],
      action: "See this key",
      after: () => ["If nobody wanted it, revoke it at once and have its maker change the password."],
    },
    deputy_named: {
      subject: (p) => `${p.deputy} stands in for ${p.absent}`,
      short: (p) => `${p.deputy} stands in for ${p.absent} until ${p.until}.`,
      before: (p) => [
        `From ${p.day} to ${p.until}, both included, ${p.deputy} stands in for ${p.absent} at ${p.organisation}.`,
        "Everything done meanwhile says for whom. It ends by itself; either of you can end it at any time.",
      ],
      action: "See who stands in",
      after: () => [],
    },
    deputy_ended: {
      subject: (p) => `${p.deputy} no longer stands in for ${p.absent}`,
      short: (p) => `${p.deputy} no longer stands in for ${p.absent}.`,
      before: (p) => [
        `At ${p.organisation} ${p.deputy} was to stand in for ${p.absent} from ${p.day} to ${p.until}. That has been ended, at once.`,
      ],
      action: "See who stands in",
      after: () => [],
    },
    judge_invited: {
      subject: (p) => `“${p.organiser}” invites you to judge “${p.programme}”`,
      short: (p) => `Please answer: judge “${p.programme}”?`,
      before: (p) => [
        `“${p.organiser}” invites you to be a judge of “${p.programme}”.`,
        "Open the link below, sign in, answer the invitation and declare your interests; candidates that you have an interest in are not given to you.",
      ],
      action: "Answer the invitation",
      after: () => [],
    },
    rules_changed: {
      subject: (p) => `The rules of “${p.programme}” have changed (version ${p.version})`,
      short: (p) => `Rules of “${p.programme}” are now version ${p.version}`,
      before: (p) => [
        `The rules of “${p.programme}”, run by “${p.organiser}”, for which you nominated, are now version ${p.version}.`,
        `Reason: ${p.reason}`,
        "All versions are public; the link below shows what has changed. Nominations that were submitted stay valid.",
      ],
      action: "See the new rules",
      after: () => [],
    },
    ...quarterLetters,
    ...closingLetters,
    objections_due: {
      subject: (p) => `${p.programme}: ${some(p.count, "objection")} to answer by ${p.day}`,
      short: (p) => `${some(p.count, "objection")} to answer by ${p.day}: ${p.programme}`,
      before: (p) => [
        `${some(p.count, "objection")} to “${p.programme}” not answered yet.`,
        `The answer is due on ${p.day}, 23:59:59 (Beijing time).`,
      ],
      action: "See the objections",
      after: () => ["Until then their candidates cannot be awarded."],
    },
    nominations_due: {
      subject: (p) => `${p.programme}: ${some(p.count, "nomination")} not sent, due ${p.day}`,
      short: (p) => `${some(p.count, "nomination")} not sent, due ${p.day}: ${p.programme}`,
      before: (p) => [
        `Your organisation has begun ${some(p.count, "nomination")} for “${p.programme}” and not sent them.`,
        `The deadline is ${p.day}, 23:59:59 (Beijing time); nothing can be sent after it.`,
      ],
      action: "See the nominations",
      after: () => ["If you do not mean to nominate, there is nothing to do."],
    },
    digest: {
      subject: (p) => `Today's messages: ${p.count}`,
      short: (p) => `Today's messages: ${p.count}`,
      before: (p) => [`New messages: ${p.count}`, ...p.items.map((item) => `· ${item}`)],
      action: "See the messages",
      after: () => ["You asked for one summary a day; change it under Account, Messages and e-mail."],
    },
    security: {
      subject: (p) => `About the safety of your account: ${p.what}`,
      short: (p) => p.what.split(";")[0] ?? "",
      before: (p) => [`${p.when} (Beijing time): ${p.what}.`],
      action: null,
      after: () => [
        "If it was not you, set a new password from the sign-in page at once and tell your organisation's manager.",
      ],
    },
  },
  notices: {
    password_changed: "your password was changed",
    email_changed: "the e-mail address you sign in with was changed",
    slip_renewed: "a head printed your sign-in slip anew; the password before and all sessions ended",
    sign_in_changed: "the name or mobile number you sign in with was changed",
    second_factor_on: "your second factor was turned on",
    second_factor_off: "your second factor was turned off",
    recovery_codes_made: "your recovery codes were made anew",
    recovery_code_used: "a recovery code was used to sign in to your account",
    passkey_added: "A passkey was added to your account",
    passkey_removed: "A passkey was removed from your account",
    passkey_copied:
      "A copy of one of your passkeys tried to sign in and was refused; please remove it under Account, two-step verification",
    second_factor_reset:
      "Your two-step verification was reset as two people decided; you are signed out everywhere, please sign in with your password and set it up anew",
    attempts_limited: "sign-in to your account failed often and is limited for a while",
    code_wrong: "the right password for your account was typed, then a wrong code",
    role_changed: "your role in an organisation was changed",
    member_removed: "you are no longer a member of an organisation",
  },
  footer: (site) => `Sent automatically by ${site}; please do not reply.`,
  copyLink: "If it does not open, copy this address into your browser:",
}

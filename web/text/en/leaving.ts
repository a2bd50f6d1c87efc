import { refreshSeconds } from "../../../worker/domain/request-limits.ts"
import { keptDays } from "../../../worker/domain/retention.ts"
import type { leaving as zh } from "../zh/leaving.ts"
import { readme } from "./leaving-readme.ts"
import { some } from "./plural.ts"

/** Words of exports and deletion. */
export const leaving: typeof zh = {
  title: "Export and deletion",
  card: {
    title: "Export and deletion",
    text: "Take all data of your organisation along, or ask for its deletion",
  },
  banner: {
    title: "Your organisation has asked to be deleted",
    text: (due) =>
      `From ${due} on, members, contacts and keys are deleted. Until then everything works as usual.`,
    toPage: "See or take back",
    askHead: "If you do not agree, ask those who run your organisation to take it back.",
    askOperator: "If you do not agree, ask the platform's operator to take it back.",
  },
  export: {
    title: "Export data",
    lead: "Everything of your organisation in one archive (JSON, CSV and an explanation), for you to keep.",
    contents: {
      company: [
        "The organisation, its members with names, e-mails and roles, invitations, API keys by name and scope (never the keys)",
        "Estates that it manages or managed, with its tenures",
        "All submissions: what it typed, the reasons it gave, the findings it received",
        "Released scorecards with their indicators",
        "Its nominations to programmes, and awards",
        "Its audit events",
      ],
      authority: [
        "The organisation, its members with names, e-mails and roles, invitations, API keys by name and scope (never the keys)",
        "Estates of its place with their tenures, quarters and closings",
        "What was submitted in its place, with findings (of drafts only that they exist)",
        "Released scorecards with their indicators",
        "Its nominations to programmes, and awards",
        "Its audit events",
      ],
      other: [
        "The organisation, its members with names, e-mails and roles, invitations, API keys by name and scope (never the keys)",
        "For an organiser its programmes with their nominations and awards",
        "Its audit events",
      ],
    },
    what: "What it holds",
    start: "Start an export",
    startText: (days) =>
      `It takes seconds to minutes. The archive is kept for ${some(days, "day")} and then deleted.`,
    personal: "The archive holds names and e-mails of members; I will keep it safe",
    personalNeeded: "Please tick the box first: personal information has to be kept safe.",
    button: "Export everything",
    running: "Export under way",
    steps: (done, total) => `${done} of ${some(total, "step")} done`,
    refreshes: `This page reloads every ${refreshSeconds} seconds. You may leave and come back for the archive.`,
    stalled: "It has stood still for a while and goes on by itself within minutes; nothing is done twice.",
    past: "Past exports",
    none: "Nothing has been exported yet.",
    made: "Asked for",
    by: "By",
    someone: "Somebody who has left",
    status: "Status",
    states: { running: "Under way", done: "Ready", failed: "Not finished", expired: "Expired and deleted" },
    size: "Size",
    hash: "SHA-256",
    until: "Available until",
    download: "Download",
    downloadOf: (time) => `Download the export of ${time}`,
    failedText:
      "The last export did not finish. Please try again; if that fails too, tell the platform's operator.",
    done: { requested: "The export has started." },
    toDeletion: "Delete the organisation",
  },
  deletion: {
    title: "Delete the organisation",
    lead: `It can be taken back for ${keptDays.deletion} days. Then people and contacts are deleted; what was released stays.`,
    goes: "Deleted after that",
    goesItems: (p) => [
      `All ${some(p.people, "member")} leave the organisation`,
      `${some(p.gone, "person", "people")} of them belong to no other organisation: names, e-mails, passwords and sessions are deleted (their marks in audit events say nothing any more)`,
      `${some(p.keys, "valid API key")} revoked, e-mails of ${some(p.invitations, "invitation")} cleared`,
      `${some(p.drafts, "draft")} never submitted`,
      "The credit code and the archives of exports",
    ],
    stays: "Kept",
    staysItems: (name) => [
      `What was released, under the public name “${name}”`,
      "Submissions that were filed, and what was found of them: released figures rest on them",
      "Audit events; their seals still verify",
    ],
    estates: (n, day, waiting) =>
      n === 0
        ? "The organisation manages no estates."
        : `Its tenure of ${some(n, "estate")} ends on ${day}; after that nobody manages them until another company is entered. ${
            waiting > 0
              ? `${some(waiting, "submission")} not yet released will be verified and released as usual.`
              : "What was submitted is verified and released as usual."
          }`,
    exportFirst: "You may want to export your data first.",
    toExport: "To the export",
    ask: "Ask for deletion",
    nameLabel: "Type the full name of the organisation to confirm",
    nameHint: (name) => `Full name: ${name}`,
    button: "Ask for deletion",
    letter: "Everybody who runs the organisation gets an e-mail.",
    pending: (asked, due) => `Deletion was asked for at ${asked} and happens from ${due} on.`,
    pendingText: "Until then everything works as usual, and it can be taken back at any time.",
    takeBack: "Take it back",
    due: `The ${keptDays.deletion} days are over: the deletion happens within minutes and cannot be taken back.`,
    authority: `Authorities, streets and communities do not delete themselves: ask the platform's operator. The ${keptDays.deletion} days hold for them too.`,
    done: {
      asked: "Deletion has been asked for, and everybody who runs the organisation gets an e-mail.",
      taken_back: "Taken back: the organisation goes on as usual.",
    },
    faults: {
      name_differs: "What was typed is not the organisation's full name. Please type it as shown above.",
      no_such_authority: "No authority, street or community has this name. Please type it as registered.",
      name_ambiguous: "More than one organisation has this name. Please rename one on its page first.",
    },
  },
  operator: {
    lead: "Companies and organisers are deleted by those who run them; authorities, streets and communities by the operator.",
    pending: "Organisations that wait for deletion",
    none: "No organisation has asked to be deleted.",
    name: "Organisation",
    kind: "Kind",
    kinds: { company: "Company", authority: "Authority", organiser: "Organiser", platform: "Platform" },
    asked: "Asked for",
    due: "Happens",
    action: "Action",
    ownHead: "Taken back by its own heads",
    ask: "Delete an authority, street or community",
    nameLabel: "Full name of the organisation",
    nameHint: "Exactly as it is registered",
  },
  retention: {
    title: "How long data is kept",
    lead: "After that it is deleted in the following night; every deletion leaves an audit event.",
    what: "Data",
    howLong: "Kept",
    why: "Why",
    after: {
      sessions: "Until they expire",
      proofs: (n) => `${some(n, "day")} after they expire`,
      challenges: "Until they expire",
      factor_resets: (n) => `${some(n, "day")} after they expire`,
      attempts: (n) => some(n, "day"),
      invitations: (n) => `${some(n, "day")} after they were accepted, revoked or expired`,
      drafts: (n) => `${some(n, "day")} after their quarter was released`,
      writes: (n) => some(n, "day"),
      mails: (n) => some(n, "day"),
      nomination_drafts: (n) => `${some(n, "day")} after the last change, once nominations are closed`,
      objection_contacts: (n) => `${some(n, "day")} after the objection was decided`,
      identity_marks: (n) => `${some(n, "day")} after the programme was archived or stopped`,
      attachments: (n) => `${some(n, "day")} after they were removed`,
      exports: (n) => `${some(n, "day")} after they were made`,
      deletion: (n) => some(n, "day"),
      audit: (n) => `${some(n, "day")} at least`,
    },
    kinds: {
      sessions: ["Signed-in browsers", "Of no use once they have expired"],
      proofs: ["Links sent by e-mail", "To tell somebody late why the link does not work"],
      challenges: ["Answered passkey challenges", "So that none is answered twice"],
      factor_resets: [
        "Requests to reset a second factor, with their reasons",
        "To be able to ask who asked and who confirmed",
      ],
      attempts: ["Counts of wrong passwords", "They limit tries within minutes"],
      invitations: ["Invitations with their e-mails", "To ask who invited whom"],
      drafts: ["Drafts never submitted", "They can be submitted no more"],
      writes: ["Keys of actions", "So that no action happens twice"],
      mails: ["Letters sent", "Their links have expired"],
      nomination_drafts: ["Nominations never submitted", "The programme takes no more"],
      objection_contacts: [
        "Name and contact of objectors",
        "So that they can be answered; what they said and what came of it stays",
      ],
      identity_marks: ["Marks of judges' identity documents (no numbers)", "They find a second account"],
      attachments: ["Removed files of nominations", "To undo a slip"],
      exports: ["Archives of exports", "They hold everything and should not lie about"],
      deletion: ["A deletion can be taken back", "People and contacts go only then"],
      audit: ["Audit events", "The Cybersecurity Law asks for six months"],
    },
  },
  readme,
}

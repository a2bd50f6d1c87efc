import { type Rivals, release } from "./rival-words.ts"
import { rivalsOfBooks } from "./rivals-of-books.ts"
import { rivalsOfCorrections } from "./rivals-of-corrections.ts"
import { rivalsOfMails } from "./rivals-of-mails.ts"
import { rivalsOfQuarters } from "./rivals-of-quarters.ts"
import { rivalsOfRetention } from "./rivals-of-retention.ts"
import { rivalsOfSelection } from "./rivals-of-selection.ts"

const place = (code: string) => [`update places set retired_from = '2020-01-01' where code = ${code}`]
const organisation = {
  "somebody changes it": ["update organisations set revision = revision + 1 where id = $0.id"],
  "it is deleted": ["update organisations set deleted_at = 'x' where id = $0.id"],
}
const heldRelease = {
  "another instance takes it": ["update releases set instance_id = 'rival' where id = $0.id"],
  "it ends": ["update releases set state = 'final' where id = $0.id"],
}
const leaver = {
  "it is deleted": ["update organisations set deleted_at = 'x' where id = $0"],
}
const heldExport = {
  "another instance takes it": ["update exports set instance = 'rival' where id = $0.id"],
  "it ends": ["update exports set state = 'failed' where id = $0.id"],
}

/**
 * What somebody faster may do between the reading and the writing of a write, by the guard that looks at it; each term of
 * a guard's condition has a rival of its own. `$0.id` is the field of the guard's first argument.
 */
export const rivals: Rivals = {
  "submissions.expect": {
    "somebody changes it": ["update submissions set revision = revision + 1 where id = $0.id"],
  },
  "submissions.expectState": {
    "it moves on": [
      "update submissions set state = iif(state = 'draft', 'submitted', 'draft') where id = $0.id",
    ],
  },
  "submissions.expectPart": {
    "its provider saves": [
      `insert into submission_parts (submission_id, provider, revision, saved_at, member_id) values ($0, $1, $2 + 1, 'x', 'x')
       on conflict do update set revision = revision + 1`,
    ],
  },
  "submissions.expectOpen": {
    "somebody exempts it": [
      `insert into exemptions (estate_id, quarter, reason, organisation_id, member_id, at)
       values ($1.id, $0, 'x', 'company-1', 'x', 'x')`,
    ],
    "the district closes": [
      "insert into closings (quarter, place_code, closed_at, member_id) values ($0, $1.districtCode, 'x', 'x')",
    ],
    "the quarter is released": [release("$0", "final")],
    "the next release of a correction runs": [
      release("$0", "running"),
      `insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at)
       values ('rival', $0, $1.id, 'rival', 'x', 'x', 'x')`,
    ],
  },
  "identity.setSignInIds": {
    "somebody takes the name": [
      "update users set sign_in_name = $1.signInName where id = (select id from users where id <> $0 limit 1)",
    ],
    "somebody takes the number": [
      "update users set mobile = $1.mobile where id = (select id from users where id <> $0 limit 1)",
    ],
  },
  ...rivalsOfBooks,
  ...rivalsOfQuarters,
  "releases.takeOver": heldRelease,
  "releases.conclude": heldRelease,
  "releases.publish": {
    ...heldRelease,
    "another release becomes the head of the chain": [
      `update releases set manifest_hash = 'rival' where id = (select release_id from publications
       order by published_at desc, length(period), period desc limit 1)`,
    ],
  },
  "releases.advance": {
    ...heldRelease,
    "it moves on": [`update releases set progress = '{"rival":1}' where id = $0.id`],
    "another version takes it": ["update releases set engine_version = 'rival' where id = $0.id"],
  },
  ...rivalsOfCorrections,
  "identity.expect": {
    "the password changes": ["update credentials set updated_at = 'x' where user_id = $0.userId"],
  },
  "identity.useStep": {
    "the code is used": ["update credentials set totp_last_step = $1 where user_id = $0"],
  },
  "proofs.use": {
    "it is used": ["update proofs set used_at = 'x' where id = $0"],
    "it expires": ["update proofs set expires_at = '2020' where id = $0"],
  },
  "passkeys.use": {
    "it is used": ["update passkeys set counter = counter + 1 where id = $0.id"],
    "it is removed": ["delete from passkeys where id = $0.id"],
  },
  "passkeys.remove": {
    "it is removed": ["delete from passkeys where id = $0"],
    "what else there was goes": [
      "delete from passkeys where user_id = $1 and id <> $0",
      "update credentials set totp_confirmed_at = null where user_id = $1",
    ],
  },
  "invitations.limit": {
    "it is accepted": ["update invitations set accepted_at = 'x' where id = $0.id"],
    "it is revoked": ["update invitations set revoked_at = 'x' where id = $0.id"],
    "it is limited otherwise": [`update invitations set estate_ids = '["rival"]' where id = $0.id`],
  },
  "invitations.revoke": {
    "it is accepted": ["update invitations set accepted_at = 'x' where id = $0"],
    "it is revoked": ["update invitations set revoked_at = 'x' where id = $0"],
  },
  "invitations.accept": {
    "it is accepted": ["update invitations set accepted_at = 'x' where id = $0"],
    "it is revoked": ["update invitations set revoked_at = 'x' where id = $0"],
    "it expires": ["update invitations set expires_at = '2020' where id = $0"],
  },
  "memberEstates.expectHeld": {
    "the company gives them up": [
      "update tenures set from_date = '2019-01-01', to_date = '2020-01-01' where organisation_id = $0",
    ],
  },
  "members.expect": {
    "somebody changes it": ["update members set revision = revision + 1 where id = $0.id"],
    "it leaves": ["update members set ended_at = 'x' where id = $0.id"],
  },
  "members.expectHeadBesides": {
    "the other heads leave": [
      "update members set ended_at = 'x' where organisation_id = $0 and role = $1 and id <> $2",
    ],
    "the other heads get another role": [
      "update members set role = 'viewer' where organisation_id = $0 and role = $1 and id <> $2",
    ],
  },
  "members.expectOnlyHere": {
    "it has an e-mail by now": ["update users set email = 'rival@x.example' where id = $0"],
    "another organisation takes it in": [
      `insert into members (id, user_id, organisation_id, role, created_at)
       select 'rival', $0, id, 'viewer', 'x' from organisations where id <> $1 limit 1`,
    ],
  },
  "members.endSession": { "it ends": ["delete from sessions where id = $1"] },
  "factorResets.ask": {
    "the owner leaves": ["update members set ended_at = 'x' where id = $0.memberId"],
    "somebody else asks (unique)": [
      `insert into factor_resets (id, user_id, member_id, organisation_id, asked_by, reason, state, asked_at, expires_at)
       values ('rival', $0.userId, $0.memberId, $0.organisationId, $0.askedBy, 'x', 'open', $0.askedAt, $0.expiresAt)`,
    ],
  },
  "factorResets.stop": {
    "it is confirmed": ["update factor_resets set state = 'confirmed' where id = $0"],
  },
  "factorResets.confirm": {
    "it is stopped": ["update factor_resets set state = 'stopped' where id = $0.id"],
    "it expires": ["update factor_resets set expires_at = '2020' where id = $0.id"],
    "whoever asked leaves": ["update members set ended_at = 'x' where id = $0.askedBy"],
    "whoever asked runs the organisation no more": [
      "update members set role = 'viewer' where id = $0.askedBy",
    ],
    "the owner leaves": ["update members set ended_at = 'x' where id = $0.memberId"],
  },
  "factorPolicy.set": organisation,
  "organisations.change": organisation,
  "estates.expect": {
    "somebody changes it": ["update estates set revision = revision + 1 where id = $0.id"],
  },
  "estates.expectPlace": { "the place is retired": place("$0") },
  "estates.expectNameFree": {
    "somebody takes the name": [
      `insert into estates (id, slug, name, place_code, district_code, origin, created_at)
       values ('rival', 'rival', $0, $1, '510104', 'registered', 'x')`,
    ],
  },
  "estates.expectNoRelease": { "a release runs": [release("'1999Q1'", "running")] },
  "estates.expectOpen": {
    "the district closes": [
      `insert or ignore into quarters (quarter, edition_id, deadline_day, opened_at)
       select value, (select edition_id from quarters limit 1), '2999-01-01', 'x' from json_each($0)`,
      "insert into closings (quarter, place_code, closed_at, member_id) select value, $1, 'x', 'x' from json_each($0)",
    ],
    "one of the quarters is released": [release("json_extract($0, '$[0]')", "final")],
  },
  "estates.createMany": {
    "their place is retired": place("json_extract($0, '$[0].placeCode')"),
    "somebody takes a name": [
      `insert into estates (id, slug, name, place_code, district_code, origin, created_at)
       values ('rival', 'rival', json_extract($0, '$[0].name'), json_extract($0, '$[0].placeCode'), '510104', 'registered', 'x')`,
    ],
    "their company is deleted": [
      "update organisations set deleted_at = 'x' where id = json_extract($1, '$[0].organisationId')",
    ],
  },
  "places.expect": {
    "somebody changes it": ["update places set revision = revision + 1 where code = $0.code"],
  },
  "places.expectStanding": { "it is retired": place("$0") },
  "places.expectEmpty": {
    "a place is entered below it": [
      "insert into places (code, name, kind, parent_code) values ('510104018997', 'x', 'community', $0)",
    ],
    "it gets a street as its zone": ["update places set zone_code = $0 where code = '510104018'"],
  },
  "places.createMany": { "what they lie in is retired": place("json_extract($0, '$[0].parentCode')") },
  "apiKeys.expectCurrent": {
    "it is revoked": ["update api_keys set revoked_at = 'x' where id = $0"],
    "it expires": ["update api_keys set expires_at = '2020' where id = $0"],
    "it is replaced": [
      `insert into api_keys (id, organisation_id, member_id, name, prefix, hash, scopes, created_at, expires_at, replaces)
       select 'rival', organisation_id, member_id, name, 'rival', 'rival', scopes, created_at, expires_at, id
       from api_keys where id = $0`,
    ],
  },
  "apiKeys.revoke": { "it is revoked": ["update api_keys set revoked_at = 'x' where id = $0"] },
  "exports.request": {
    "somebody else asks": [
      `insert into exports (id, organisation_id, member_id, state, instance, created_at, moved_at, expires_at)
       values ('rival', $0.organisationId, $0.memberId, 'running', 'x', 'x', 'x', '2999')`,
    ],
  },
  "exports.takeOver": heldExport,
  "exports.giveUp": {
    "another instance takes it": ["update exports set instance = 'rival' where id = $0"],
    "it ends": ["update exports set state = 'failed' where id = $0"],
  },
  "exports.advance": {
    ...heldExport,
    "it moves on": ["update exports set step = step + 1 where id = $0.id"],
  },
  "exports.finish": {
    ...heldExport,
    "it moves on": ["update exports set step = step + 1 where id = $0.id"],
  },
  "exports.forgetFile": { "it is forgotten": ["update exports set file = null where id = $0"] },
  "leaving.ask": {
    ...leaver,
    "somebody asks": ["update organisations set deletion_requested_at = 'x' where id = $0"],
  },
  "leaving.takeBack": {
    ...leaver,
    "it is taken back": ["update organisations set deletion_requested_at = null where id = $0"],
  },
  "leaving.erase": {
    "it is deleted": ["update organisations set deleted_at = 'x' where id = $0.organisationId"],
    "it is taken back": [
      "update organisations set deletion_requested_at = null where id = $0.organisationId",
    ],
    "somebody joins": [
      `insert into users (id, name, email, salt, created_at, updated_at) values ('rival', 'x', 'rival@x.example', 'x', 1, 1)`,
      `insert into members (id, user_id, organisation_id, role, created_at)
       values ('rival', 'rival', $0.organisationId, 'viewer', '2020')`,
    ],
  },
  ...rivalsOfMails,
  "seals.add": {
    "somebody seals": [
      `insert into audit_seals (number, from_seq, to_seq, events, previous_hash, hash, sealed_at)
       values ($0.number, 1, 1, 1, 'x', 'rival', 'x')`,
    ],
  },
  "seals.prune": {
    "it is pruned": ["update audit_seals set pruned_at = 'x', fingerprints = '' where number = $0.number"],
  },
  ...rivalsOfRetention,
  ...rivalsOfSelection,
}

/** What becomes of whoever acts between the reading and the writing: its write is forbidden. */
export const ofWhoeverActs: Rivals[string] = {
  "it leaves": ["update members set ended_at = 'x' where id = $0.memberId"],
  "it gets another role": [
    "update members set role = iif(role = 'viewer', 'editor', 'viewer') where id = $0.memberId",
  ],
  "it is limited, or no more": ["update members set limited = 1 - limited where id = $0.memberId"],
}
export const ofItsSession: Rivals[string] = {
  "its session ends": ["delete from sessions where id = $0.sessionId"],
}
export const ofItsKey: Rivals[string] = {
  "its key is revoked": ["update api_keys set revoked_at = 'x' where id = $0.key.id"],
  "its key expires": ["update api_keys set expires_at = '2020' where id = $0.key.id"],
}

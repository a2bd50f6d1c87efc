CREATE TABLE `awards` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`nomination_id` text NOT NULL,
	`estate_id` text NOT NULL,
	`category` text NOT NULL,
	`shortlist_number` integer NOT NULL,
	`certificate_number` text NOT NULL,
	`document` text NOT NULL,
	`hash` text NOT NULL,
	`awarded_at` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`revoked_at` text,
	`revoke_reason` text,
	`revoked_by` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`nomination_id`) REFERENCES `nominations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`estate_id`) REFERENCES `estates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `awards_certificate_number_unique` ON `awards` (`certificate_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `awards_once` ON `awards` (`nomination_id`);--> statement-breakpoint
CREATE INDEX `awards_programme` ON `awards` (`programme_id`);--> statement-breakpoint
CREATE INDEX `awards_estate` ON `awards` (`estate_id`);--> statement-breakpoint
CREATE TABLE `rechecks` (
	`award_id` text NOT NULL,
	`release_id` text NOT NULL,
	`meets` integer NOT NULL,
	`result` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`award_id`, `release_id`),
	FOREIGN KEY (`award_id`) REFERENCES `awards`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `assignment_runs` (
	`programme_id` text NOT NULL,
	`number` integer NOT NULL,
	`seed` integer NOT NULL,
	`per_candidate` integer NOT NULL,
	`kind` text NOT NULL,
	`record` text NOT NULL,
	`member_id` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`programme_id`, `number`),
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`judge_id` text NOT NULL,
	`nomination_id` text NOT NULL,
	`run` integer NOT NULL,
	`assigned_at` text NOT NULL,
	`ended_at` text,
	`end_reason` text,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`judge_id`) REFERENCES `judges`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`nomination_id`) REFERENCES `nominations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assignments_once` ON `assignments` (`judge_id`,`nomination_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `assignments_programme` ON `assignments` (`programme_id`);--> statement-breakpoint
CREATE INDEX `assignments_nomination` ON `assignments` (`nomination_id`);--> statement-breakpoint
CREATE TABLE `conflicts` (
	`judge_id` text NOT NULL,
	`nomination_id` text NOT NULL,
	`kind` text NOT NULL,
	`programme_id` text NOT NULL,
	`path` text NOT NULL,
	`found_on` text NOT NULL,
	`found_at` text NOT NULL,
	PRIMARY KEY(`judge_id`, `nomination_id`, `kind`),
	FOREIGN KEY (`judge_id`) REFERENCES `judges`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`nomination_id`) REFERENCES `nominations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `conflicts_programme` ON `conflicts` (`programme_id`);--> statement-breakpoint
CREATE TABLE `interests` (
	`id` text PRIMARY KEY NOT NULL,
	`judge_id` text NOT NULL,
	`kind` text NOT NULL,
	`ref` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`declared_at` text NOT NULL,
	FOREIGN KEY (`judge_id`) REFERENCES `judges`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `interests_once` ON `interests` (`judge_id`,`kind`,`ref`);--> statement-breakpoint
CREATE TABLE `judges` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`member_id` text NOT NULL,
	`user_id` text NOT NULL,
	`state` text NOT NULL,
	`identity_mark` text,
	`identity_verified_by` text,
	`identity_verified_at` text,
	`interests_declared_at` text,
	`invited_by` text NOT NULL,
	`invited_at` text NOT NULL,
	`answered_at` text,
	`ended_at` text,
	`end_reason` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `judges_once` ON `judges` (`programme_id`,`user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `judges_one_person` ON `judges` (`programme_id`,`identity_mark`) WHERE identity_mark is not null and state <> 'removed';--> statement-breakpoint
CREATE INDEX `judges_member` ON `judges` (`member_id`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`assignment_id` text PRIMARY KEY NOT NULL,
	`scores` text DEFAULT '{}' NOT NULL,
	`abstained` integer DEFAULT false NOT NULL,
	`confidence` integer,
	`comment` text DEFAULT '' NOT NULL,
	`state` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`updated_at` text NOT NULL,
	`submitted_at` text,
	`voided_at` text,
	`void_reason` text,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`nomination_id` text,
	`objection_id` text,
	`file` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`hash` text NOT NULL,
	`width` integer,
	`height` integer,
	`redacts` text,
	`member_id` text,
	`added_at` text NOT NULL,
	`removed_at` text,
	FOREIGN KEY (`nomination_id`) REFERENCES `nominations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`objection_id`) REFERENCES `objections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attachments_file_unique` ON `attachments` (`file`);--> statement-breakpoint
CREATE INDEX `attachments_nomination` ON `attachments` (`nomination_id`);--> statement-breakpoint
CREATE INDEX `attachments_objection` ON `attachments` (`objection_id`);--> statement-breakpoint
CREATE TABLE `nominations` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`category` text NOT NULL,
	`estate_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`state` text NOT NULL,
	`screening` text,
	`answers` text DEFAULT '{}' NOT NULL,
	`redacted_answers` text,
	`consent_at` text,
	`rules_version` integer NOT NULL,
	`figures` text,
	`figures_hash` text,
	`eligibility` text,
	`ineligible_reason` text,
	`blind_code` text NOT NULL,
	`member_id` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`submitted_at` text,
	`withdrawn_at` text,
	`withdraw_reason` text,
	`struck_at` text,
	`strike_reason` text,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`estate_id`) REFERENCES `estates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `nominations_blind_code_unique` ON `nominations` (`blind_code`);--> statement-breakpoint
CREATE UNIQUE INDEX `nominations_active` ON `nominations` (`programme_id`,`category`,`estate_id`) WHERE state = 'submitted';--> statement-breakpoint
CREATE UNIQUE INDEX `nominations_draft` ON `nominations` (`programme_id`,`category`,`estate_id`,`organisation_id`) WHERE state = 'draft';--> statement-breakpoint
CREATE INDEX `nominations_programme` ON `nominations` (`programme_id`,`state`);--> statement-breakpoint
CREATE INDEX `nominations_organisation` ON `nominations` (`organisation_id`);--> statement-breakpoint
CREATE INDEX `nominations_estate` ON `nominations` (`estate_id`);--> statement-breakpoint
CREATE TABLE `objections` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`notice_id` text NOT NULL,
	`nomination_id` text NOT NULL,
	`number` integer NOT NULL,
	`named` integer NOT NULL,
	`contact` text,
	`text` text NOT NULL,
	`state` text NOT NULL,
	`receipt_hash` text NOT NULL,
	`received_at` text NOT NULL,
	`reply_due_day` text NOT NULL,
	`reply` text,
	`decided_at` text,
	`member_id` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice_id`) REFERENCES `notices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`nomination_id`) REFERENCES `nominations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `objections_receipt_hash_unique` ON `objections` (`receipt_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `objections_once` ON `objections` (`programme_id`,`number`);--> statement-breakpoint
CREATE INDEX `objections_notice` ON `objections` (`notice_id`,`state`);--> statement-breakpoint
CREATE INDEX `objections_nomination` ON `objections` (`nomination_id`);--> statement-breakpoint
CREATE TABLE `overrides` (
	`id` text PRIMARY KEY NOT NULL,
	`nomination_id` text NOT NULL,
	`reason` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` text NOT NULL,
	`decided_by` text,
	`decided_at` text,
	`confirmed` integer,
	FOREIGN KEY (`nomination_id`) REFERENCES `nominations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `overrides_nomination` ON `overrides` (`nomination_id`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`number` integer NOT NULL,
	`shortlist_number` integer NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`working_days` integer NOT NULL,
	`member_id` text NOT NULL,
	`opened_at` text NOT NULL,
	`closed_at` text,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_once` ON `notices` (`programme_id`,`number`);--> statement-breakpoint
CREATE TABLE `programme_rules` (
	`programme_id` text NOT NULL,
	`version` integer NOT NULL,
	`document` text NOT NULL,
	`hash` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`member_id` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`programme_id`, `version`),
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `programmes` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`phase` text NOT NULL,
	`draft` text DEFAULT '{}' NOT NULL,
	`rules_version` integer DEFAULT 0 NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`public_revision` integer DEFAULT 0 NOT NULL,
	`stopped_at` text,
	`stop_reason` text,
	`created_at` text NOT NULL,
	`opened_at` text,
	`archived_at` text,
	`archive_hash` text,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `programmes_slug_unique` ON `programmes` (`slug`);--> statement-breakpoint
CREATE INDEX `programmes_organisation` ON `programmes` (`organisation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `shortlists` (
	`programme_id` text NOT NULL,
	`number` integer NOT NULL,
	`document` text NOT NULL,
	`hash` text NOT NULL,
	`member_id` text NOT NULL,
	`frozen_at` text NOT NULL,
	PRIMARY KEY(`programme_id`, `number`),
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action
);

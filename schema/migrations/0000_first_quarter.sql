CREATE TABLE `audit_events` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`actor_user_id` text,
	`organisation_id` text,
	`action` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_events_entity` ON `audit_events` (`entity`,`entity_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_events_organisation` ON `audit_events` (`organisation_id`,`at`);--> statement-breakpoint
CREATE TABLE `editions` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`version` text NOT NULL,
	`effective_from` text NOT NULL,
	`document` text NOT NULL,
	`hash` text NOT NULL,
	`activated_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `estates` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`place_code` text NOT NULL,
	`district_code` text NOT NULL,
	`street_code` text,
	`origin` text NOT NULL,
	`built_year` integer,
	`created_at` text NOT NULL,
	FOREIGN KEY (`place_code`) REFERENCES `places`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district_code`) REFERENCES `places`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`street_code`) REFERENCES `places`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `estates_slug_unique` ON `estates` (`slug`);--> statement-breakpoint
CREATE INDEX `estates_place` ON `estates` (`place_code`);--> statement-breakpoint
CREATE INDEX `estates_district` ON `estates` (`district_code`);--> statement-breakpoint
CREATE INDEX `estates_street` ON `estates` (`street_code`);--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `accounts_user` ON `accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` text NOT NULL,
	`ended_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_once` ON `members` (`user_id`,`organisation_id`);--> statement-breakpoint
CREATE INDEX `members_organisation` ON `members` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`place_code` text,
	`demonstration` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `places` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`parent_code` text,
	`zone_code` text
);
--> statement-breakpoint
CREATE INDEX `places_parent` ON `places` (`parent_code`);--> statement-breakpoint
CREATE INDEX `places_zone` ON `places` (`zone_code`);--> statement-breakpoint
CREATE TABLE `press_records` (
	`id` text PRIMARY KEY NOT NULL,
	`estate_id` text NOT NULL,
	`year` text NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`estate_id`) REFERENCES `estates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `press_records_once` ON `press_records` (`estate_id`,`year`);--> statement-breakpoint
CREATE TABLE `closings` (
	`quarter` text NOT NULL,
	`place_code` text NOT NULL,
	`closed_at` text NOT NULL,
	`member_id` text NOT NULL,
	PRIMARY KEY(`quarter`, `place_code`),
	FOREIGN KEY (`quarter`) REFERENCES `quarters`(`quarter`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`place_code`) REFERENCES `places`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `quarters` (
	`quarter` text PRIMARY KEY NOT NULL,
	`edition_id` text NOT NULL,
	`deadline_day` text NOT NULL,
	`opened_at` text NOT NULL,
	FOREIGN KEY (`edition_id`) REFERENCES `editions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `publications` (
	`period` text PRIMARY KEY NOT NULL,
	`release_id` text NOT NULL,
	`published_at` text NOT NULL,
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `releases` (
	`id` text PRIMARY KEY NOT NULL,
	`period` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`stage` text NOT NULL,
	`edition_id` text NOT NULL,
	`engine_version` text NOT NULL,
	`estate_count` integer NOT NULL,
	`progress` text NOT NULL,
	`input_hash` text,
	`manifest_hash` text,
	`requested_by` text NOT NULL,
	`requested_at` text NOT NULL,
	`heartbeat_at` text NOT NULL,
	`instance_id` text NOT NULL,
	`finished_at` text,
	FOREIGN KEY (`edition_id`) REFERENCES `editions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `releases_once` ON `releases` (`period`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `releases_one_running` ON `releases` (`period`) WHERE state = 'running';--> statement-breakpoint
CREATE TABLE `scorecards` (
	`release_id` text NOT NULL,
	`estate_id` text NOT NULL,
	`position` integer NOT NULL,
	`outcome` text NOT NULL,
	`submission_id` text,
	`base` real,
	`final` real,
	`band` text,
	`rank` integer,
	PRIMARY KEY(`release_id`, `estate_id`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`estate_id`) REFERENCES `estates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scorecards_position` ON `scorecards` (`release_id`,`position`);--> statement-breakpoint
CREATE INDEX `scorecards_estate` ON `scorecards` (`estate_id`);--> statement-breakpoint
CREATE TABLE `findings` (
	`submission_id` text NOT NULL,
	`filing` integer NOT NULL,
	`level` text NOT NULL,
	`key` text NOT NULL,
	`decision` text NOT NULL,
	`checked_value` text,
	`reason` text,
	`member_id` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`submission_id`, `filing`, `level`, `key`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `submission_parts` (
	`submission_id` text NOT NULL,
	`provider` text NOT NULL,
	`revision` integer NOT NULL,
	`saved_at` text NOT NULL,
	`member_id` text NOT NULL,
	PRIMARY KEY(`submission_id`, `provider`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` text PRIMARY KEY NOT NULL,
	`estate_id` text NOT NULL,
	`quarter` text NOT NULL,
	`organisation_id` text NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`filing` integer NOT NULL,
	`first_submitted_at` text,
	`submitted_at` text,
	`street_verified_at` text,
	`verified_at` text,
	`returned_at` text,
	`return_reason` text,
	`returned_by` text,
	FOREIGN KEY (`estate_id`) REFERENCES `estates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`quarter`) REFERENCES `quarters`(`quarter`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_once` ON `submissions` (`estate_id`,`quarter`);--> statement-breakpoint
CREATE INDEX `submissions_quarter_state` ON `submissions` (`quarter`,`state`,`submitted_at`);--> statement-breakpoint
CREATE INDEX `submissions_organisation` ON `submissions` (`organisation_id`,`quarter`);--> statement-breakpoint
CREATE TABLE `values` (
	`submission_id` text NOT NULL,
	`provider` text NOT NULL,
	`filing` integer NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`reason` text,
	PRIMARY KEY(`submission_id`, `provider`, `filing`, `key`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `tenures` (
	`id` text PRIMARY KEY NOT NULL,
	`estate_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`from_date` text NOT NULL,
	`to_date` text,
	FOREIGN KEY (`estate_id`) REFERENCES `estates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tenures_estate` ON `tenures` (`estate_id`,`from_date`);--> statement-breakpoint
CREATE INDEX `tenures_organisation` ON `tenures` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `writes` (
	`key` text PRIMARY KEY NOT NULL,
	`action` text NOT NULL,
	`holds` integer NOT NULL,
	`result` text NOT NULL,
	`at` text NOT NULL
);

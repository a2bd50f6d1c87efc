CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`estate_id` text NOT NULL,
	`quarter` text NOT NULL,
	`indicator` text NOT NULL,
	`organisation_id` text NOT NULL,
	`provider` text NOT NULL,
	`filing` integer NOT NULL,
	`file` text NOT NULL,
	`name` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`side` text,
	`pair` integer DEFAULT 0 NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer,
	`height` integer,
	`hash` text NOT NULL,
	`received_hash` text NOT NULL,
	`original_hash` text,
	`look_high` integer,
	`look_low` integer,
	`taken_at` text,
	`taken` text,
	`member_id` text NOT NULL,
	`added_at` text NOT NULL,
	`removed_at` text,
	`public_name` text,
	`published_at` text,
	`published_by` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`estate_id`) REFERENCES `estates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`quarter`) REFERENCES `quarters`(`quarter`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `evidence_file_unique` ON `evidence` (`file`);--> statement-breakpoint
CREATE UNIQUE INDEX `evidence_public_name_unique` ON `evidence` (`public_name`);--> statement-breakpoint
CREATE INDEX `evidence_estate` ON `evidence` (`estate_id`,`quarter`);--> statement-breakpoint
CREATE INDEX `evidence_organisation` ON `evidence` (`organisation_id`,`quarter`);--> statement-breakpoint
CREATE INDEX `evidence_hash` ON `evidence` (`hash`);--> statement-breakpoint
CREATE INDEX `evidence_received` ON `evidence` (`received_hash`);--> statement-breakpoint
CREATE INDEX `evidence_original` ON `evidence` (`original_hash`);--> statement-breakpoint
CREATE INDEX `evidence_removed` ON `evidence` (`removed_at`);--> statement-breakpoint
CREATE TABLE `evidence_likenesses` (
	`evidence_id` text NOT NULL,
	`other_id` text NOT NULL,
	`distance` integer NOT NULL,
	PRIMARY KEY(`evidence_id`, `other_id`)
);
--> statement-breakpoint
CREATE INDEX `evidence_likenesses_other` ON `evidence_likenesses` (`other_id`);--> statement-breakpoint
CREATE TABLE `evidence_looks` (
	`part` integer NOT NULL,
	`evidence_id` text NOT NULL,
	PRIMARY KEY(`part`, `evidence_id`)
);
--> statement-breakpoint
CREATE INDEX `evidence_looks_of` ON `evidence_looks` (`evidence_id`);--> statement-breakpoint
CREATE TABLE `outlines` (
	`place_code` text PRIMARY KEY NOT NULL,
	`outline` text NOT NULL,
	FOREIGN KEY (`place_code`) REFERENCES `places`(`code`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `correction_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`quarter` text NOT NULL,
	`estate_id` text NOT NULL,
	`release_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`member_id` text NOT NULL,
	`filed_at` text NOT NULL,
	`reason` text NOT NULL,
	`evidence` text NOT NULL,
	`values` text NOT NULL,
	`prefill` text NOT NULL,
	`effect` text NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`due_day` text NOT NULL,
	`reply` text,
	`answered_by` text,
	`answered_at` text,
	`correction_id` text,
	FOREIGN KEY (`quarter`) REFERENCES `quarters`(`quarter`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`estate_id`) REFERENCES `estates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`correction_id`) REFERENCES `corrections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `correction_requests_one_open` ON `correction_requests` (`estate_id`,`quarter`) WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX `correction_requests_state` ON `correction_requests` (`state`,`due_day`);--> statement-breakpoint
CREATE INDEX `correction_requests_organisation` ON `correction_requests` (`organisation_id`,`filed_at`);
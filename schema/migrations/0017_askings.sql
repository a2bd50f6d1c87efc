CREATE TABLE `askings` (
	`estate_id` text NOT NULL,
	`quarter` text NOT NULL,
	`provider` text NOT NULL,
	`day` text NOT NULL,
	`organisation_id` text NOT NULL,
	`member_id` text NOT NULL,
	`at` text NOT NULL,
	`keys` text NOT NULL,
	PRIMARY KEY(`estate_id`, `quarter`, `provider`, `day`),
	FOREIGN KEY (`estate_id`) REFERENCES `estates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`quarter`) REFERENCES `quarters`(`quarter`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `askings_organisation` ON `askings` (`organisation_id`,`quarter`);
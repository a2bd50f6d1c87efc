CREATE TABLE `exemptions` (
	`estate_id` text NOT NULL,
	`quarter` text NOT NULL,
	`reason` text NOT NULL,
	`organisation_id` text NOT NULL,
	`member_id` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`quarter`, `estate_id`),
	FOREIGN KEY (`estate_id`) REFERENCES `estates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`quarter`) REFERENCES `quarters`(`quarter`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);

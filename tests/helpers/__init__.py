"""What several tests share: invented people, killing, small disks, reading PDF files."""

"""How long the processor has worked for what a site answers: see processes() in tests/access/site.sh."""


class Worked:
    def __init__(self, folder):
        with open(f'{folder}/processes') as file:
            self.processes = {words[0]: words[1:] for words in map(str.split, file)}

    def seconds(self, database):
        """Of the program and of the database, so far."""
        total = 0
        for pid in self.processes[database]:
            with open(f'/proc/{pid}/schedstat') as file:
                total += int(file.read().split()[0])
        return total / 1e9

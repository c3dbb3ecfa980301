import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks each pair of arguments, a flavour ("ua1", "2a") and a file; prints "checked" once and "failed" per rule. */
public final class Driver {
    public static void main(String[] pairs) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 0; i < pairs.length; i += 2) {
            PDFAFlavour flavour = PDFAFlavour.fromString(pairs[i]);
            try (FileInputStream file = new FileInputStream(pairs[i + 1]);
                    PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.println("checked\t" + result.getTotalAssertions() + "\t" + result.isCompliant());
                for (TestAssertion found : result.getTestAssertions()) {
                    if (found.getStatus() == TestAssertion.Status.FAILED) {
                        String rule = found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber();
                        System.out.println("failed\t" + rule + "\t" + found.getMessage().replaceAll("\\s+", " "));
                    }
                }
            }
        }
    }
}

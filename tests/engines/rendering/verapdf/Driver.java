import java.io.FileInputStream;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks each "flavour file" pair of arguments and prints "flavour&lt;TAB&gt;clause-test&lt;TAB&gt;message" per failed rule. */
public final class Driver {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 0; i < arguments.length; i += 2) {
            PDFAFlavour flavour = PDFAFlavour.fromString(arguments[i]);
            try (FileInputStream file = new FileInputStream(arguments[i + 1]);
                    PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.println("checked\t" + result.getTotalAssertions() + "\t" + result.isCompliant());
                for (TestAssertion failed : result.getTestAssertions().stream()
                        .filter(a -> a.getStatus() == TestAssertion.Status.FAILED).collect(Collectors.toList())) {
                    System.out.println("failed\t" + failed.getRuleId().getClause() + "-" + failed.getRuleId().getTestNumber()
                            + "\t" + failed.getMessage().replaceAll("\\s+", " "));
                }
            }
        }
    }
}
